import { lazy, Suspense, useEffect, useState } from 'react'
import { WANTED } from './toast'

/** Where it cannot be loaded, as where the server is gone, nothing is said, and the rest goes on. */
const Toaster = lazy(() => import('./toaster').catch(() => ({ default: () => null })))

const DEEDS = ['pointerdown', 'keydown', WANTED]

/** Room for toasts, made when somebody does the first thing, or something is to be said: at the start it only weighs. */
export function Toasts() {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    const all = new AbortController()
    const want = () => setWanted(true)
    for (const deed of DEEDS) window.addEventListener(deed, want, { capture: true, signal: all.signal, once: true })
    return () => all.abort()
  }, [])
  return <Suspense>{wanted && <Toaster />}</Suspense>
}

import { useRouter } from '@tanstack/react-router'
import { type MouseEvent, useEffect, useRef } from 'react'

const DOUBLE = 250

/** Lets links within what a double click plays wait for the second click, which takes them back. */
export function usePatientLinks(): (event: MouseEvent) => void {
  const router = useRouter()
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])

  return (event) => {
    clearTimeout(waiting.current)
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const path = link?.getAttribute('href')
    // keys and screen readers click without counting, and with Ctrl a link opens elsewhere
    if (!path || event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (event.detail === 1) waiting.current = setTimeout(() => router.history.push(path), DOUBLE)
  }
}

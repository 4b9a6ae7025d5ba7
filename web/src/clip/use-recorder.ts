import { useCallback, useEffect, useRef, useState } from 'react'
import { Recording, type Refusal, refusalHere, refusalOf } from './recorder'

interface Now {
  seconds: number
  /** 0 … 1 */
  level: number
}

const TICK = 80

/** Records up to `longest` seconds, and hands over what was recorded. */
export function useRecorder(longest: number, onDone: (clip: Blob) => void) {
  const recording = useRef<Recording | null>(null)
  const [now, setNow] = useState<Now | null>(null)
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(refusalHere)
  const recorded = now !== null
  const here = useRef(true)

  const release = useCallback(async () => {
    const current = recording.current
    recording.current = null
    setNow(null)
    return (await current?.stop()) ?? null
  }, [])

  const stop = useCallback(async () => {
    const clip = await release()
    if (clip) onDone(clip)
  }, [release, onDone])

  useEffect(() => {
    if (!recorded) return
    const begun = performance.now()
    const timer = setInterval(() => {
      const seconds = (performance.now() - begun) / 1000
      if (seconds >= longest) void stop()
      else setNow({ seconds, level: recording.current?.level ?? 0 })
    }, TICK)
    return () => clearInterval(timer)
  }, [recorded, longest, stop])
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
      void release()
    }
  }, [release])

  const start = async () => {
    setAsking(true)
    setRefusal(refusalHere())
    try {
      const begun = await Recording.begin()
      // whoever has left while they were asked is not listened to
      if (!here.current) return void begun.stop()
      recording.current = begun
      setNow({ seconds: 0, level: 0 })
    } catch (fault) {
      setRefusal(refusalOf(fault))
    } finally {
      setAsking(false)
    }
  }
  return { now, asking, refusal, start, stop, cancel: release }
}

import { useState } from 'react'
import { useEvents } from '@/api/events'

/** Seconds since 1970, and tracks a minute. */
export type PacePoint = readonly [at: number, perMinute: number]

const KEPT = 600

/** How fast listening went since the component is there, a point with each news. */
export function usePace(): readonly PacePoint[] {
  const [points, setPoints] = useState<readonly PacePoint[]>([])
  useEvents('status', (status) =>
    setPoints((before) => [...before, [Date.now() / 1000, status.per_minute] as const].slice(-KEPT)),
  )
  return points
}

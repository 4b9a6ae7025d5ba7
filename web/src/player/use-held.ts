import { useState } from 'react'

/** A place that a hand chooses: what is shown of it, and what a slider answers with. Nothing jumps before it lets go. */
export function useHeld(place: number, go: (to: number) => void) {
  const [held, setHeld] = useState<number | null>(null)
  const hand = {
    onChange: (to: number) => setHeld(to),
    onCommit: go,
    onRelease: () => setHeld(null),
  }
  return [held ?? place, hand] as const
}

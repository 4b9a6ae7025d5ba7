import { useEffect, useRef, useState } from 'react'

const REST = 200

/**
 * A value that a hand moves, told on only once it rests: what is shown, and what changes it.
 *
 * `value` is what was told on; when it comes to be what the hand last said, the hand has let go.
 */
export function useSettled<T>(value: T, tell: (value: T) => void): [T, (value: T) => void] {
  const [held, setHeld] = useState<{ value: T } | null>(null)
  const told = useRef<{ value: T } | null>(null)
  const latest = useRef(tell)
  latest.current = tell

  useEffect(() => {
    if (!held) return
    const timer = setTimeout(() => {
      told.current = held
      latest.current(held.value)
    }, REST)
    return () => clearTimeout(timer)
  }, [held])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another value is what lets go
  useEffect(() => setHeld((now) => (now === told.current ? null : now)), [value])

  return [held ? held.value : value, (next) => setHeld({ value: next })]
}

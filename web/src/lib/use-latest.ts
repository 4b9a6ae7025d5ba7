import { type RefObject, useLayoutEffect, useRef } from 'react'

/** What was given last, in a box that stays the same. */
export function useLatest<T>(value: T): RefObject<T> {
  const box = useRef(value)
  useLayoutEffect(() => {
    box.current = value
  })
  return box
}

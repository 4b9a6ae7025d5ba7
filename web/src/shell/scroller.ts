import { createContext, type RefObject, useContext } from 'react'

/** What scrolls: long lists draw only what is in sight of it. */
export const ScrollerContext = createContext<RefObject<HTMLElement | null>>({ current: null })

export function useScroller(): RefObject<HTMLElement | null> {
  return useContext(ScrollerContext)
}

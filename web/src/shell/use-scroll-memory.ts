import { useRouter } from '@tanstack/react-router'
import { type RefObject, useEffect } from 'react'
import { pageOf } from './page-of'

/** Another page begins at its top; one that somebody goes back to, where it was left. */
export function useScrollMemory(scroller: RefObject<HTMLElement | null>): void {
  const router = useRouter()
  useEffect(() => {
    const left = new Map<number, number>()
    let back = false
    const stop = [
      router.history.subscribe(({ action }) => {
        back = action.type !== 'PUSH' && action.type !== 'REPLACE'
      }),
      router.subscribe('onBeforeLoad', ({ fromLocation }) => {
        if (fromLocation) left.set(fromLocation.state.__TSR_index, scroller.current?.scrollTop ?? 0)
      }),
      router.subscribe('onRendered', ({ fromLocation, toLocation }) => {
        const from = fromLocation && pageOf(fromLocation)
        if (from === undefined || from === pageOf(toLocation)) return
        scroller.current?.scrollTo(0, (back && left.get(toLocation.state.__TSR_index)) || 0)
      }),
    ]
    return () => {
      for (const one of stop) one()
    }
  }, [router, scroller])
}

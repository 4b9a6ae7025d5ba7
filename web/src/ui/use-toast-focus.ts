import { type FocusEvent, useEffect, useRef } from 'react'

/**
 * Gives the focus back from toasts that are gone, to where it came from, if nobody has taken it meanwhile.
 *
 * Sonner does so whatever has the focus by then, and so shuts menus: it is not told of the focus.
 */
export function useToastFocus() {
  const room = useRef<HTMLDivElement>(null)
  const from = useRef<HTMLElement | null>(null)

  useEffect(() => {
    if (!room.current) return
    const watch = new MutationObserver(() => {
      if (!from.current || document.activeElement !== document.body) return
      from.current.focus({ preventScroll: true })
      from.current = null
    })
    watch.observe(room.current, { childList: true, subtree: true })
    return () => watch.disconnect()
  }, [])

  return {
    ref: room,
    onFocusCapture: (event: FocusEvent) => {
      event.stopPropagation()
      const { relatedTarget: before } = event
      if (before instanceof HTMLElement && !room.current?.contains(before)) from.current = before
    },
    onBlurCapture: ({ relatedTarget: next }: FocusEvent) => {
      if (next && !room.current?.contains(next as Node)) from.current = null
    },
  }
}

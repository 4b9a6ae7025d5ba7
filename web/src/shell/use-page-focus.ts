import { useRouter } from '@tanstack/react-router'
import { type RefObject, useEffect } from 'react'
import { pageOf } from './page-of'

const TYPING = 'input, textarea, select, [contenteditable="true"]'
const OVER = '[role="dialog"], [role="menu"]'

/**
 * Another page has the focus from its beginning on, as one that a browser loads: what led there may be gone.
 *
 * It stays where somebody types (the field that finds everything turns pages as one types), in a window that lies over
 * the page, where the page itself has put it, and on what led there if the page is still the same one.
 */
export function usePageFocus(content: RefObject<HTMLElement | null>): void {
  const router = useRouter()
  useEffect(() => {
    let before: Element | null = null
    let timer: ReturnType<typeof setTimeout>
    const settle = (same: boolean) => {
      const { activeElement: now } = document
      const typing = now?.matches(TYPING) && !content.current?.contains(now)
      const placed = now !== before && now !== content.current && content.current?.contains(now)
      // another folder, whose tree is still there
      const stays = same && now !== document.body && content.current?.contains(now)
      if (!typing && !placed && !stays && !now?.closest(OVER)) content.current?.focus({ preventScroll: true })
    }
    const stop = [
      router.subscribe('onBeforeLoad', () => {
        before = document.activeElement
      }),
      router.subscribe('onRendered', ({ fromLocation, toLocation }) => {
        if (!fromLocation || pageOf(fromLocation) === pageOf(toLocation)) return
        clearTimeout(timer)
        // menus and windows that close give the focus back first
        timer = setTimeout(settle, 0, fromLocation.pathname === toLocation.pathname)
      }),
    ]
    return () => {
      clearTimeout(timer)
      for (const one of stop) one()
    }
  }, [router, content])
}

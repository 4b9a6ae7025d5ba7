import { type RefObject, useLayoutEffect, useState } from 'react'

/** How far down `inner` begins in what scrolls; again whenever what is above it grows or shrinks. */
export function useTopWithin(inner: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const page = scroller.current?.firstElementChild
    const measure = () => {
      if (!inner.current || !scroller.current) return
      const away = inner.current.getBoundingClientRect().top - scroller.current.getBoundingClientRect().top
      setTop(away + scroller.current.scrollTop)
    }
    measure()
    if (!page) return
    const watch = new ResizeObserver(measure)
    watch.observe(page)
    return () => watch.disconnect()
  }, [inner, scroller])
  return top
}

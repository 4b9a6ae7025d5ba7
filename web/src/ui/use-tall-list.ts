import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { hurry } from '@/lib/hurry'
import { heightOf, type Place, placeOf, rowsSeen, scrolled } from '@/lib/tall'

interface TallList {
  /** How many rows, and how many pixels each is high. */
  count: number
  row: number
  /** What scrolls, and how far down in it the list begins. */
  scroller: RefObject<HTMLElement | null>
  margin: number
  /** Rows out of sight that are drawn at either side. */
  ahead: number
  /** Pixels at the top and the bottom of what scrolls in which rows are covered. */
  covered: { top: number; bottom: number }
  /** The row that is there wherever one looks: the focus is not lost when it is scrolled out of sight. */
  kept: number
}

interface Seen {
  readonly first: number
  readonly last: number
  readonly shift: number
}

/** Of a list of any length, the rows that are seen, where they are drawn, and a way to come to another. */
export function useTallList({ count, row, scroller, margin, ahead, covered, kept }: TallList) {
  const whole = count * row
  const place = useRef<Place>({ top: 0, shift: 0 })
  const [seen, setSeen] = useState<Seen>({ first: 0, last: -1, shift: 0 })

  const measured = useCallback((): Seen => {
    const box = scroller.current
    if (!box || count === 0) return { first: 0, last: -1, shift: 0 }
    const [top, sight] = [box.scrollTop - margin, box.clientHeight]
    const before = place.current
    place.current = scrolled(before, top, whole, sight)
    if (place.current.shift !== before.shift && place.current.top !== top) box.scrollTop = place.current.top + margin
    return { ...rowsSeen(place.current, row, count, sight, ahead), shift: place.current.shift }
  }, [scroller, margin, whole, row, count, ahead])

  const look = useCallback(() => {
    const now = measured()
    setSeen((before) =>
      before.first === now.first && before.last === now.last && before.shift === now.shift ? before : now,
    )
  }, [measured])

  useLayoutEffect(look, [look])
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    // before it is painted: a list that lags behind is blank
    const onScroll = () => {
      hurry.scrolled(box.scrollTop, box.clientHeight)
      flushSync(look)
    }
    box.addEventListener('scroll', onScroll, { passive: true })
    const watch = new ResizeObserver(look)
    watch.observe(box)
    return () => {
      box.removeEventListener('scroll', onScroll)
      watch.disconnect()
    }
  }, [scroller, look])

  /** Scroll no farther than it takes to see a row. */
  const reveal = (index: number) => {
    const box = scroller.current
    if (!box) return
    const at = place.current.top + place.current.shift
    const [highest, lowest] = [index * row - covered.top, (index + 1) * row + covered.bottom - box.clientHeight]
    if (at <= highest && at >= lowest) return
    place.current = placeOf(at > highest ? highest : lowest, whole)
    box.scrollTop = place.current.top + margin
    look()
  }

  const { first, shift } = seen
  const last = Math.min(seen.last, count - 1)
  const shown = useMemo(() => {
    const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
    if (kept < 0 || kept >= count || last < first) return rows
    return kept < first ? [kept, ...rows] : kept > last ? [...rows, kept] : rows
  }, [first, last, count, kept])
  const height = heightOf(whole)
  // one that is kept may have its place where nothing is drawn
  const topOf = (index: number) => Math.max(0, Math.min(height - row, index * row - shift))
  return { shown, first, last, height, topOf, reveal }
}

import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { cn } from '@/lib/cn'
import { cardAfter } from '@/lib/grid-keys'
import { CardShape, GRID } from './card'
import { useTallList } from './use-tall-list'
import { useTopWithin } from './use-top-within'

interface TallGridProps<T> {
  label: string
  items: readonly T[]
  idOf(item: T): string
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>
  /** Asks for what comes behind the last card. */
  more?: () => void
  hasMore: boolean
  /** The card of an item; one card is `reachable` by the tab key, the others by arrows from there. */
  card(item: T, place: { index: number; reachable: boolean }): ReactNode
}

/** Rows out of sight that exist. */
const AHEAD = 2
/** Pixels around a card that its focus takes. */
const COVERED = { top: 8, bottom: 8 }

/** Cards in as many columns as fit, however many there are: only the rows in sight exist. Walked by arrow keys. */
export function TallGrid<T>({ label, items, idOf, scroller, more, hasMore, card }: TallGridProps<T>) {
  const list = useRef<HTMLDivElement>(null)
  const ruler = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  // the card that gets the focus once it is there
  const awaited = useRef<number | null>(null)
  const { columns, row } = useMeasure(ruler)
  const rows = Math.ceil(items.length / columns)
  const reachable = Math.min(active, items.length - 1)
  const tall = useTallList({
    count: row && rows,
    row,
    scroller,
    margin: useTopWithin(list, scroller),
    ahead: AHEAD,
    covered: COVERED,
    kept: Math.floor(reachable / columns),
  })
  const { last } = tall
  useEffect(() => {
    if (hasMore && last >= 0 && last >= rows - AHEAD) more?.()
  }, [hasMore, last, rows, more])

  useEffect(() => {
    if (awaited.current === null) return
    const link = list.current?.querySelector<HTMLElement>(`[data-card="${awaited.current}"] a`)
    if (!link) return
    awaited.current = null
    link.focus({ preventScroll: true })
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const to = cardAfter(event.key, reachable, items.length, columns)
    if (to === null) return
    awaited.current = to
    setActive(to)
    tall.reveal(Math.floor(to / columns))
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div role="grid" aria-label={label} aria-rowcount={hasMore ? -1 : rows} aria-colcount={columns}>
      <div aria-hidden className="invisible h-0 overflow-hidden">
        <div ref={ruler} className={GRID}>
          <CardShape />
        </div>
      </div>
      <div ref={list} role="rowgroup" className="relative" style={{ height: tall.height }} onKeyDown={onKeyDown}>
        {tall.shown.map((at) => (
          <div
            key={at}
            role="row"
            aria-rowindex={at + 1}
            className={cn(GRID, 'absolute inset-x-0')}
            style={{ transform: `translateY(${tall.topOf(at)}px)` }}
          >
            {items.slice(at * columns, (at + 1) * columns).map((item, column) => {
              const index = at * columns + column
              return (
                <div
                  key={idOf(item)}
                  role="gridcell"
                  aria-colindex={column + 1}
                  data-card={index}
                  onFocus={() => setActive(index)}
                >
                  {card(item, { index, reachable: index === reachable })}
                </div>
              )
            })}
          </div>
        ))}
      </div>
    </div>
  )
}

/** How many columns the style makes of the width that there is, and the pixels from a row to the next; 0 at first. */
function useMeasure(ruler: RefObject<HTMLElement | null>): { columns: number; row: number } {
  const [measure, setMeasure] = useState({ columns: 1, row: 0 })
  useLayoutEffect(() => {
    const element = ruler.current
    if (!element) return
    const look = () => {
      const style = getComputedStyle(element)
      const columns = style.gridTemplateColumns.split(' ').length
      const row = element.getBoundingClientRect().height + (Number.parseFloat(style.rowGap) || 0)
      setMeasure((before) => (before.columns === columns && before.row === row ? before : { columns, row }))
    }
    look()
    const watch = new ResizeObserver(look)
    watch.observe(element)
    return () => watch.disconnect()
  }, [ruler])
  return measure
}

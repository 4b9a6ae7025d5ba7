import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { cardAfter } from '@/lib/grid-keys'
import { GRID } from './card'
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

/** What is below a picture, until a row has been measured: a title and a note. */
const WORDS = 54
const AHEAD = 3

/** Cards in as many columns as fit, however many there are: only the rows in sight exist. Walked by arrow keys. */
export function TallGrid<T>({ label, items, idOf, scroller, more, hasMore, card }: TallGridProps<T>) {
  const list = useRef<HTMLDivElement>(null)
  const ruler = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  // the card that gets the focus once it is there
  const awaited = useRef<number | null>(null)
  const { columns, width, gap } = useColumns(ruler)
  const margin = useTopWithin(list, scroller)
  const rows = columns && Math.ceil(items.length / columns)
  const activeRow = columns && Math.floor(Math.min(active, items.length - 1) / columns)

  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => width + WORDS,
    gap,
    overscan: 2,
    scrollMargin: margin,
    // the focus is not lost when its card is scrolled out of sight
    rangeExtractor: useCallback(
      (range: Range) => {
        const seen = defaultRangeExtractor(range)
        return seen.includes(activeRow) ? seen : [...seen, activeRow].sort((a, b) => a - b)
      },
      [activeRow],
    ),
  })
  // rows of other columns have another height
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again when these change
  useLayoutEffect(() => virtual.measure(), [virtual, width])

  const last = virtual.range?.endIndex ?? 0
  useEffect(() => {
    if (hasMore && last >= rows - AHEAD) more?.()
  }, [hasMore, last, rows, more])

  useEffect(() => {
    if (awaited.current === null) return
    const link = list.current?.querySelector<HTMLElement>(`[data-card="${awaited.current}"] a`)
    if (!link) return
    awaited.current = null
    link.focus({ preventScroll: true })
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const to =
      event.ctrlKey || event.altKey || event.metaKey ? null : cardAfter(event.key, active, items.length, columns)
    if (to === null) return
    setActive(to)
    virtual.scrollToIndex(Math.floor(to / columns))
    awaited.current = to
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div role="grid" aria-label={label} aria-rowcount={hasMore ? -1 : rows} aria-colcount={columns}>
      <div ref={ruler} aria-hidden className={GRID} />
      <div
        ref={list}
        role="rowgroup"
        className="relative"
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map((row) => (
          <div
            key={row.key}
            ref={virtual.measureElement}
            data-index={row.index}
            role="row"
            aria-rowindex={row.index + 1}
            className="absolute inset-x-0 grid gap-x-5"
            style={{
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              transform: `translateY(${row.start - margin}px)`,
            }}
          >
            {items.slice(row.index * columns, (row.index + 1) * columns).map((item, column) => {
              const index = row.index * columns + column
              return (
                <div
                  key={idOf(item)}
                  role="gridcell"
                  aria-colindex={column + 1}
                  data-card={index}
                  onFocus={() => setActive(index)}
                >
                  {card(item, { index, reachable: index === Math.min(active, items.length - 1) })}
                </div>
              )
            })}
          </div>
        ))}
      </div>
    </div>
  )
}

/** How many columns the style makes of the width that there is, how wide they are, and what is between rows; in pixels. */
function useColumns(ruler: RefObject<HTMLElement | null>) {
  const [columns, setColumns] = useState({ columns: 0, width: 0, gap: 0 })
  useLayoutEffect(() => {
    const element = ruler.current
    if (!element) return
    const measure = () => {
      const style = getComputedStyle(element)
      const widths = style.gridTemplateColumns.split(' ').map(Number.parseFloat)
      setColumns((before) => {
        const [width = 0] = widths
        const same = before.columns === widths.length && before.width === width
        return same ? before : { columns: widths.length, width, gap: Number.parseFloat(style.rowGap) || 0 }
      })
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => watch.disconnect()
  }, [ruler])
  return columns
}

import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type ComponentType,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { clicked, NONE, type Selection, toggled, touched } from '@/lib/selection'
import { useControls } from '@/player/context'
import { type MenuItem, RightMenu } from '@/ui/menu'
import { Skeleton } from '@/ui/states'
import { SelectionBar } from './selection-bar'
import { type Sorting, TableHead } from './table-head'
import { ROW, type Row, TrackRow, type TrackRowProps } from './track-row'
import { useTouchSelection } from './use-touch-selection'
import { useTrackMenu } from './use-track-menu'

interface TrackTableProps {
  /** Where some are not read yet there are holes. */
  rows: readonly (Row | undefined)[]
  /** Where these are picked, told with what is played of them. */
  context: string
  /** What scrolls: the page, unless told. */
  scroller: RefObject<HTMLElement | null>
  /** Asks for what comes behind the last row. */
  more?: () => void
  hasMore?: boolean
  /** Is told which rows are to be seen: those with holes among them are read then. */
  onSight?: (first: number, last: number) => void
  /** A head with the columns, which orders by them. */
  sorting?: Sorting
  /** Of one album, its name and cover need not be said in each row. */
  compact?: boolean
  numbered?: boolean
  extraItems?: (rows: Row[]) => MenuItem[]
  /** What a row is drawn by, where it can do more than others: be moved, say. */
  rowAs?: ComponentType<TrackRowProps>
  /** Is asked first about a key, and the rows that it is meant for; true if it has done what there was to do. */
  onKey?: (event: KeyboardEvent, rows: Row[]) => boolean
}

/** A list of tracks as long as it may be: only the rows in sight exist. */
export function TrackTable(props: TrackTableProps) {
  const { rows, context, scroller, more, hasMore = false, onSight, sorting, compact = false, numbered = false } = props
  const { t } = useTranslation()
  const controls = useControls()
  const menu = useTrackMenu(context)
  const list = useRef<HTMLDivElement>(null)
  const [selection, setSelection] = useState<Selection>(NONE)
  const [picking, setPicking] = useState(false)
  const [active, setActive] = useState(0)
  // the row that gets the focus once it is there
  const awaited = useRef<number | null>(null)
  const margin = useTopWithin(list, scroller)

  const virtual = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: margin,
    scrollPaddingStart: sorting ? 48 : 0,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= rows.length - 20) more?.()
  }, [hasMore, last, rows.length, more])
  useEffect(() => onSight?.(first, last), [onSight, first, last])

  const order = () => Array.from(rows, (row) => row?.key ?? '')
  const select = (next: Selection) => {
    const ids = next.ids.has('') ? new Set([...next.ids].filter(Boolean)) : next.ids
    setSelection({ ...next, ids })
    if (ids.size === 0) setPicking(false)
  }
  const clear = () => select(NONE)

  const play = (index: number) => {
    const [from, to] = knownAround(rows, index)
    const known = rows.slice(from, to).filter((row) => row !== undefined)
    controls.playSongs(
      known.map((row) => row.track),
      index - from,
      context,
    )
  }

  /** What is done to a row is done to all that are selected with it. */
  const chosenWith = (row: Row) => among(touched(selection, row.key).ids)
  const among = (ids: ReadonlySet<string>) => rows.filter((one): one is Row => one !== undefined && ids.has(one.key))

  const itemsOf = (chosen: Row[]) =>
    menu(
      chosen.map((one) => one.track),
      props.extraItems?.(chosen),
    )

  const itemsFor = (row: Row) => itemsOf(chosenWith(row))

  const focusRow = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index))
    setActive(to)
    virtual.scrollToIndex(to)
    awaited.current = to
    return to
  }
  useEffect(() => {
    const row =
      awaited.current !== null && list.current?.querySelector<HTMLElement>(`[data-index="${awaited.current}"]`)
    if (!row) return
    awaited.current = null
    row.focus()
  })

  const goTo = (index: number, event: KeyboardEvent) => {
    const row = rows[focusRow(index)]
    const begin = selection.anchor ?? rows[active]?.key ?? null
    if (event.shiftKey && row) select(clicked({ ...selection, anchor: begin }, row.key, order(), event))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('button, a, input')) return
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }
    const step = steps[event.key]
    const row = rows[active]
    if (row && props.onKey?.(event, chosenWith(row))) return
    if (step !== undefined) goTo(active + step, event)
    else if (event.key === 'Home') goTo(0, event)
    else if (event.key === 'End') goTo(rows.length - 1, event)
    else if (event.key === 'Enter') play(active)
    else if (event.key === ' ' && row && (event.ctrlKey || event.shiftKey))
      select(clicked(selection, row.key, order(), event))
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      const all = order()
      select({ ids: new Set(all), anchor: all[0] ?? null })
    } else if (event.key === 'Escape' && selection.ids.size > 0) clear()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const touch = useTouchSelection((index) => {
    const row = rows[index]
    if (!row) return
    setPicking(true)
    setSelection(picking ? toggled(selection, row.key) : { ids: new Set([row.key]), anchor: row.key })
  })

  /** A finger plays what it touches or, while rows are picked, picks; a mouse selects. */
  const onClick = (row: Row, index: number, event: MouseEvent) => {
    const finger = event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch'
    if (finger && !picking) play(index)
    else if (finger) select(toggled(selection, row.key))
    else select(clicked(selection, row.key, order(), event))
  }

  const hands = useLatest<Hands>({
    onFocus: setActive,
    onClick,
    onPlay: play,
    menu: itemsFor,
    chosen: chosenWith,
  })

  // of what was selected, some may be gone by now
  const marked = selection.ids.size > 1 || picking ? among(selection.ids) : []
  return (
    <>
      <div
        role="grid"
        aria-label={t('track.list')}
        aria-rowcount={hasMore ? -1 : rows.length}
        aria-multiselectable
        onKeyDown={onKeyDown}
      >
        {sorting && <TableHead sorting={sorting} />}
        <div ref={list} role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }} {...touch}>
          {items.map((item) => {
            const row = rows[item.index]
            const top = item.start - margin
            if (!row) return <Hole key={item.index} top={top} />
            return (
              <Slot
                key={row.key}
                row={row}
                index={item.index}
                top={top}
                compact={compact}
                numbered={numbered}
                selected={selection.ids.has(row.key)}
                reachable={item.index === active}
                rowAs={props.rowAs ?? TrackRow}
                hands={hands}
              />
            )
          })}
        </div>
      </div>
      {(picking || marked.length > 1) && (
        <SelectionBar
          tracks={marked.map((row) => row.track)}
          context={context}
          menu={() => itemsOf(marked)}
          onClear={clear}
        />
      )}
    </>
  )
}

/** What rows answer with. */
interface Hands {
  onFocus(index: number): void
  onClick(row: Row, index: number, event: MouseEvent): void
  onPlay(index: number): void
  menu(row: Row): MenuItem[]
  chosen(row: Row): Row[]
}

interface SlotProps extends Pick<TrackRowProps, 'row' | 'index' | 'compact' | 'numbered' | 'selected'> {
  top: number
  /** By the tab key. */
  reachable: boolean
  rowAs: ComponentType<TrackRowProps>
  hands: RefObject<Hands>
}

/** A row in its place. While the list scrolls, those that stay in sight are not drawn again. */
const Slot = memo(function Slot({ row, top, reachable, rowAs: RowAs, hands, ...rest }: SlotProps) {
  const { index } = rest
  return (
    <RightMenu items={() => hands.current.menu(row)}>
      <RowAs
        row={row}
        {...rest}
        tabIndex={reachable ? 0 : -1}
        style={{ transform: `translateY(${top}px)`, height: ROW }}
        onFocus={() => hands.current.onFocus(index)}
        onClick={(event) => hands.current.onClick(row, index, event)}
        onPlay={() => hands.current.onPlay(index)}
        menu={() => hands.current.menu(row)}
        chosen={() => hands.current.chosen(row)}
      />
    </RightMenu>
  )
})

/** What was given last, in a box that stays the same. */
function useLatest<T>(value: T): RefObject<T> {
  const box = useRef(value)
  useLayoutEffect(() => {
    box.current = value
  })
  return box
}

/** A row that is on its way. */
function Hole({ top }: { top: number }) {
  return (
    <div
      role="presentation"
      className="absolute inset-x-0 flex items-center gap-3 px-2 sm:px-3"
      style={{ transform: `translateY(${top}px)`, height: ROW }}
    >
      <Skeleton className="size-10 rounded-md" />
      <div className="flex-1 space-y-2">
        <Skeleton className="h-3.5 w-2/5" />
        <Skeleton className="h-3 w-1/4" />
      </div>
    </div>
  )
}

/** From where to where, around `index`, no row is missing. */
function knownAround(rows: readonly (Row | undefined)[], index: number): [number, number] {
  let [from, to] = [index, index]
  while (from > 0 && rows[from - 1]) from--
  while (to < rows.length && rows[to]) to++
  return [from, to]
}

/** How far down `inner` begins in what scrolls; again whenever what is above it grows or shrinks. */
function useTopWithin(inner: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>): number {
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

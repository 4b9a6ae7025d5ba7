import {
  type ComponentType,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { NONE, type Selection, toggled, touched } from '@/lib/selection'
import { useLatest } from '@/lib/use-latest'
import { useControls } from '@/player/context'
import type { MenuItem } from '@/ui/menu'
import { useTallList } from '@/ui/use-tall-list'
import { useTopWithin } from '@/ui/use-top-within'
import { SelectionBar } from './selection-bar'
import { type Hands, Hole, Slot } from './slot'
import { type Sorting, TableHead } from './table-head'
import { ROW, type Row, TrackRow, type TrackRowProps } from './track-row'
import { useRowSelection } from './use-row-selection'
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
  /** Reads the holes from a row to another, which are selected. */
  onNeed?: (from: number, to: number) => Promise<void>
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

/** Rows out of sight that exist. */
const AHEAD = 12
/** What covers rows: the head, and the bar of what is selected. */
const HEAD = 48
const BAR = 72
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }

/** A list of tracks as long as it may be: only the rows in sight exist. */
export function TrackTable(props: TrackTableProps) {
  const { rows, context, scroller, more, hasMore = false, onSight, onNeed, sorting, compact = false } = props
  const { t } = useTranslation()
  const controls = useControls()
  const menu = useTrackMenu(context)
  const list = useRef<HTMLDivElement>(null)
  const [picking, setPicking] = useState(false)
  const [active, setActive] = useState(0)
  // the row that gets the focus once it is there
  const awaited = useRef<number | null>(null)
  const chosen = useRowSelection({ rows, hasMore, more, onNeed })
  const { selection } = chosen
  // of what was selected, some may be gone by now
  const several = selection.ids.size > 1 || picking
  const marked = useMemo(() => (several ? among(rows, selection.ids) : []), [several, rows, selection.ids])
  const barred = picking || marked.length > 1

  const tall = useTallList({
    count: rows.length + (hasMore ? 1 : 0),
    row: ROW,
    scroller,
    margin: useTopWithin(list, scroller),
    ahead: AHEAD,
    covered: { top: sorting ? HEAD : 0, bottom: barred ? BAR : 0 },
    kept: active,
  })
  const first = tall.first
  const last = Math.max(0, tall.last)
  useEffect(() => {
    if (hasMore && last >= rows.length - 20) more?.()
  }, [hasMore, last, rows.length, more])
  useEffect(() => onSight?.(first, last), [onSight, first, last])

  const select = (next: Selection) => {
    chosen.select(next)
    if (next.ids.size === 0) setPicking(false)
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
  const chosenWith = (row: Row) => among(rows, touched(selection, row.key).ids)

  const itemsOf = (some: Row[]) =>
    menu(
      some.map((one) => one.track),
      props.extraItems?.(some),
    )

  useEffect(() => {
    const row =
      awaited.current !== null && list.current?.querySelector<HTMLElement>(`[data-index="${awaited.current}"]`)
    if (!row) return
    awaited.current = null
    row.focus({ preventScroll: true })
  })

  const goTo = (index: number, event: KeyboardEvent) => {
    const to = Math.max(0, Math.min(rows.length - 1, index))
    awaited.current = to
    setActive(to)
    tall.reveal(to)
    if (event.shiftKey) chosen.click(to, event, selection.anchor ?? rows[active]?.key)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('button, a, input')) return
    const step = STEPS[event.key]
    const row = rows[active]
    if (row && props.onKey?.(event, chosenWith(row))) return
    if (step !== undefined) goTo(active + step, event)
    else if (event.key === 'Home') goTo(0, event)
    else if (event.key === 'End') goTo(rows.length - 1, event)
    else if (event.key === 'Enter') play(active)
    else if (event.key === ' ' && (event.ctrlKey || event.shiftKey)) chosen.click(active, event)
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) chosen.selectAll()
    else if (event.key === 'Escape' && selection.ids.size > 0) clear()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const touch = useTouchSelection((index) => {
    const row = rows[index]
    if (!row) return
    setPicking(true)
    chosen.select(picking ? toggled(selection, row.key) : { ids: new Set([row.key]), anchor: row.key })
  })

  /** A finger plays what it touches or, while rows are picked, picks; a mouse selects. */
  const onClick = (index: number, event: MouseEvent) => {
    const row = rows[index]
    const finger = event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch'
    if (finger && !picking) play(index)
    else if (finger && row) select(toggled(selection, row.key))
    else chosen.click(index, event)
  }

  const hands = useLatest<Hands>({
    onFocus: setActive,
    onClick,
    onPlay: play,
    menu: (row) => itemsOf(chosenWith(row)),
    chosen: chosenWith,
  })

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
        <div ref={list} role="rowgroup" className="relative" style={{ height: tall.height }} {...touch}>
          {tall.shown.map((index) => {
            const row = rows[index]
            const top = tall.topOf(index)
            if (!row) return <Hole key={index} top={top} />
            return (
              <Slot
                key={row.key}
                row={row}
                index={index}
                top={top}
                compact={compact}
                numbered={props.numbered ?? false}
                selected={selection.ids.has(row.key)}
                reachable={index === active}
                rowAs={props.rowAs ?? TrackRow}
                hands={hands}
              />
            )
          })}
        </div>
      </div>
      {barred && (
        <SelectionBar
          tracks={marked.map((row) => row.track)}
          reading={chosen.reading}
          cut={chosen.cut}
          context={context}
          menu={() => itemsOf(marked)}
          onAll={chosen.selectAll}
          onClear={clear}
        />
      )}
    </>
  )
}

function among(rows: readonly (Row | undefined)[], ids: ReadonlySet<string>): Row[] {
  return rows.filter((one): one is Row => one !== undefined && ids.has(one.key))
}

/** From where to where, around `index`, no row is missing. */
function knownAround(rows: readonly (Row | undefined)[], index: number): [number, number] {
  let [from, to] = [index, index]
  while (from > 0 && rows[from - 1]) from--
  while (to < rows.length && rows[to]) to++
  return [from, to]
}

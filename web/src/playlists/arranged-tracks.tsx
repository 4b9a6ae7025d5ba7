import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  getClientRect,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpDown, ArrowUpToLine, ListMinus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '@/api/playlist'
import { useScroller } from '@/shell/scroller'
import type { Row } from '@/tracks/track-row'
import { TrackTable } from '@/tracks/track-table'
import type { MenuItem } from '@/ui/menu'
import { dropPosition, stepPosition } from './arrange'
import { byRows, MovableRow } from './movable-row'
import { useDragWords } from './use-drag-words'

interface ArrangedTracksProps {
  items: readonly Item[]
  rows: readonly Row[]
  context: string
  hasMore: boolean
  onMove(itemIds: string[], position: number): void
  onRemove(items: Item[]): void
}

const MEASURING = { draggable: { measure: getClientRect }, droppable: { measure: getClientRect } }

/** The tracks of a playlist: carried by their handles, with Alt and the arrows, or by the menu. */
export default function ArrangedTracks({ items, rows, context, hasMore, onMove, onRemove }: ArrangedTracksProps) {
  const { t } = useTranslation()
  const scroller = useScroller()
  const frame = useRef<HTMLDivElement>(null)
  const followed = useRef<string | null>(null)
  const [carried, setCarried] = useState<Row[]>([])
  const [said, setSaid] = useState('')
  const places = useMemo(() => new Map(items.map((item, index) => [item.id, index])), [items])
  const words = useDragWords(rows, places)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: byRows, scrollBehavior: 'auto' }),
  )

  // the focus stays with a row that was moved by keys, wherever that is now
  useEffect(() => {
    const place = followed.current === null ? undefined : places.get(followed.current)
    if (place === undefined) return
    followed.current = null
    requestAnimationFrame(() => {
      const row = frame.current?.querySelector<HTMLElement>(`[data-index="${place}"]`)
      row?.blur()
      row?.focus()
    })
  }, [places])

  const idsOf = (chosen: readonly Row[]) => chosen.map((row) => row.key)

  const step = (chosen: readonly Row[], way: -1 | 1) => {
    const position = stepPosition(items, idsOf(chosen), way)
    if (position === null) return
    onMove(idsOf(chosen), position)
    setSaid(t('playlist.movedTo', { title: chosen[0]?.track.title, place: position + 1 }))
  }

  const remove = (chosen: readonly Row[]) => {
    const ids = new Set(idsOf(chosen))
    onRemove(items.filter((item) => ids.has(item.id)))
  }

  const onKey = (event: KeyboardEvent, chosen: Row[]) => {
    const way = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    if (event.altKey && way) {
      const focused = frame.current?.querySelector<HTMLElement>('[data-index]:focus')?.dataset.index
      followed.current = items[Number(focused)]?.id ?? null
      step(chosen, way)
    } else if (event.key === 'Delete' || event.key === 'Backspace') remove(chosen)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  const extraItems = (chosen: Row[]): MenuItem[] => {
    const ids = idsOf(chosen)
    const stepItem = (way: -1 | 1): MenuItem => ({
      kind: 'action',
      label: t(way < 0 ? 'playlist.moveUp' : 'playlist.moveDown'),
      icon: way < 0 ? ArrowUp : ArrowDown,
      disabled: stepPosition(items, ids, way) === null,
      run: () => step(chosen, way),
    })
    return [
      {
        kind: 'more',
        label: t('playlist.move'),
        icon: ArrowUpDown,
        items: [
          stepItem(-1),
          stepItem(1),
          { kind: 'line' },
          { kind: 'action', label: t('playlist.moveFirst'), icon: ArrowUpToLine, run: () => onMove(ids, 0) },
          {
            kind: 'action',
            label: t('playlist.moveLast'),
            icon: ArrowDownToLine,
            run: () => onMove(ids, items.length - ids.length),
          },
        ],
      },
      { kind: 'action', label: t('playlist.removeTrack'), icon: ListMinus, run: () => remove(chosen) },
    ]
  }

  const begun = ({ active }: DragStartEvent) => setCarried(active.data.current?.chosen() ?? [])

  const dropped = ({ active, over }: DragEndEvent) => {
    setCarried([])
    const place = over && places.get(String(over.id))
    if (!over || place === undefined || place === null || over.id === active.id) return
    const ids = idsOf(carried)
    onMove(ids, dropPosition(items, ids, place))
  }

  return (
    <div ref={frame}>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        measuring={MEASURING}
        accessibility={words}
        onDragStart={begun}
        onDragEnd={dropped}
        onDragCancel={() => setCarried([])}
      >
        <TrackTable
          rows={rows}
          context={context}
          scroller={scroller}
          hasMore={hasMore}
          extraItems={extraItems}
          rowAs={MovableRow}
          onKey={onKey}
        />
        <DragOverlay dropAnimation={null}>
          {carried.length > 0 && (
            <div className="inline-block max-w-72 truncate rounded-xl bg-ink px-4 py-2 font-medium text-page text-sm shadow-float">
              {carried.length === 1 ? carried[0]?.track.title : t('count.tracks', { count: carried.length })}
            </div>
          )}
        </DragOverlay>
      </DndContext>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </div>
  )
}

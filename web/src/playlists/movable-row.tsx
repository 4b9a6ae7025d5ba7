import { type KeyboardCoordinateGetter, useDraggable, useDroppable } from '@dnd-kit/core'
import { GripVertical } from 'lucide-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { ROW, TrackRow, type TrackRowProps } from '@/tracks/track-row'

/** With the keyboard, an arrow carries a row by one place. */
export const byRows: KeyboardCoordinateGetter = (event, { currentCoordinates }) => {
  const way = event.code === 'ArrowUp' ? -1 : event.code === 'ArrowDown' ? 1 : 0
  if (way === 0) return
  event.preventDefault()
  return { ...currentCoordinates, y: currentCoordinates.y + way * ROW }
}

/** A row of a table with a handle to carry it by; a line shows where it would come to stand. */
export function MovableRow({ ref, ...props }: TrackRowProps) {
  const { t } = useTranslation()
  const { row, index, chosen, tabIndex } = props
  const { setNodeRef: setDrop, isOver, active } = useDroppable({ id: row.key, data: { index } })
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: row.key,
    data: { index, chosen },
    attributes: { roleDescription: t('playlist.movable') },
  })
  const join = useCallback(
    (node: HTMLDivElement | null) => {
      setNodeRef(node)
      setDrop(node)
      if (typeof ref === 'function') ref(node)
      else if (ref) ref.current = node
    },
    [ref, setNodeRef, setDrop],
  )
  const from: number | undefined = active?.data.current?.index
  return (
    <TrackRow
      {...props}
      ref={join}
      className={cn(isDragging && 'opacity-40')}
      handle={
        <>
          <button
            ref={setActivatorNodeRef}
            type="button"
            className="-ml-1 grid h-11 w-6 cursor-grab touch-none place-items-center rounded text-faint opacity-50 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
            {...attributes}
            {...listeners}
            tabIndex={tabIndex}
            aria-label={t('queue.move', { title: row.track.title })}
          >
            <GripVertical className="size-4" aria-hidden />
          </button>
          {isOver && from !== undefined && from !== index && (
            <span
              aria-hidden
              className={cn(
                'pointer-events-none absolute inset-x-2 z-10 h-0.5 rounded-full bg-accent',
                from < index ? '-bottom-px' : '-top-px',
              )}
            />
          )}
        </>
      }
    />
  )
}

import { useSortable } from '@dnd-kit/sortable'
import { GripVertical, X } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { clock } from '@/lib/format'
import { useControls } from '@/player/context'
import type { Entry } from '@/player/queue'
import { IconButton } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { toast } from '@/ui/toast'

interface QueueRowProps {
  entry: Entry
  current: boolean
  /** Where what is dragged would come to lie. */
  marked: 'above' | 'below' | null
}

/** One that comes: moved by its handle, played by a press, taken away. */
export const QueueRow = memo(function QueueRow({ entry, current, marked }: QueueRowProps) {
  const { t } = useTranslation()
  const controls = useControls()
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: entry.key,
  })
  const { song } = entry

  const remove = () => {
    const before = controls.queue
    controls.remove(new Set([entry.key]))
    toast.done(t('queue.removed', { title: song.title }), () => controls.putBack(entry, before))
  }

  return (
    <li
      ref={setNodeRef}
      data-queued
      style={{ transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}
      className={cn(
        'group relative flex items-center gap-2 rounded-xl p-2',
        marked && 'before:absolute before:inset-x-2 before:h-0.5 before:rounded-full before:bg-accent',
        marked === 'above' && 'before:-top-px',
        marked === 'below' && 'before:-bottom-px',
        current ? 'bg-wash' : 'hover:bg-raised',
        isDragging && 'z-10 bg-raised shadow-float',
      )}
    >
      <button
        ref={setActivatorNodeRef}
        type="button"
        aria-label={t('queue.move', { title: song.title })}
        className="grid h-10 w-5 shrink-0 pointer-coarse:h-11 pointer-coarse:w-8 touch-none place-items-center text-faint opacity-50 hover:opacity-100 focus-visible:opacity-100"
        {...attributes}
        {...listeners}
      >
        <GripVertical className="size-4" aria-hidden />
      </button>
      <button
        type="button"
        onClick={() => controls.jump(entry.key)}
        className="flex min-w-0 flex-1 items-center gap-3 text-left"
      >
        <Cover kind="tracks" id={song.id} size={64} name={song.album || song.title} className="size-10 rounded-md" />
        <span className="min-w-0 flex-1">
          <span className={cn('block truncate font-medium text-sm', current && 'text-accent-strong')}>
            {song.title}
          </span>
          <span className="block truncate text-faint text-xs">{song.artist}</span>
        </span>
      </button>
      <span className="tabular text-faint text-xs group-focus-within:hidden group-hover:hidden">
        {clock(song.duration)}
      </span>
      <IconButton
        label={t('queue.remove', { title: song.title })}
        size="sm"
        onClick={remove}
        className="hidden pointer-coarse:inline-flex group-focus-within:inline-flex group-hover:inline-flex"
      >
        <X className="size-4" aria-hidden />
      </IconButton>
    </li>
  )
})

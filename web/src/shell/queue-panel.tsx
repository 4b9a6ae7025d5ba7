import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { GripVertical, ListMusic, ListPlus, Trash2, X } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCreatePlaylist } from '@/api/playlists'
import { cn } from '@/lib/cn'
import { clock, day } from '@/lib/format'
import { useControls } from '@/player/context'
import type { Entry } from '@/player/queue'
import { usePlayer } from '@/player/store'
import { useDragWords } from '@/playlists/use-drag-words'
import { IconButton } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { Empty } from '@/ui/states'
import { toast } from '@/ui/toast'
import { toggleShell } from './shell-store'
import { useClearQueue } from './use-clear-queue'
import { useTrackDrop } from './use-track-drop'

const SHOWN = 200

/** What comes next: moved by hand or by keys, taken away, kept as a playlist. */
export default function QueuePanel() {
  const { t } = useTranslation()
  const controls = useControls()
  const clear = useClearQueue()
  const create = useCreatePlaylist()
  const queue = usePlayer((player) => player.queue)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const first = Math.max(0, queue.current)
  const shown = queue.entries.slice(first, first + SHOWN)

  const words = useDragWords(
    shown.map(({ song }) => ({ track: song })),
    new Map(shown.map((entry, index) => [entry.key, index])),
  )

  const moved = ({ active, over }: DragEndEvent) => {
    const to = queue.entries.findIndex((entry) => entry.key === over?.id)
    if (to >= 0) controls.move(String(active.id), to)
  }

  const drop = useTrackDrop((tracks, at) => {
    // what is put before the one that plays would never be heard
    controls.insert(tracks, first + Math.max(at, queue.current < 0 ? 0 : 1), 'queue')
    toast.done(t('track.queued', { count: tracks.length }))
  })

  const save = () =>
    create.mutate(
      {
        name: t('queue.name', { day: day(new Date().toISOString()) }),
        track_ids: queue.entries.map((entry) => entry.song.id),
      },
      { onSuccess: ({ name }) => toast.done(t('queue.saved', { name })), onError: toast.fault },
    )

  return (
    <aside
      aria-label={t('queue.title')}
      className={cn('flex h-full flex-col bg-surface', drop.at !== null && 'ring-2 ring-accent ring-inset')}
      {...drop.handlers}
    >
      <div className="flex items-center gap-1 py-3 pr-3 pl-5">
        <h2 className="flex-1 font-semibold">{t('queue.title')}</h2>
        <IconButton label={t('queue.save')} size="sm" disabled={!queue.entries.length} onClick={save}>
          <ListPlus className="size-4" aria-hidden />
        </IconButton>
        <IconButton label={t('queue.clear')} size="sm" disabled={!queue.entries.length} onClick={clear}>
          <Trash2 className="size-4" aria-hidden />
        </IconButton>
        <IconButton label={t('action.close')} size="sm" onClick={() => toggleShell('queue')}>
          <X className="size-4" aria-hidden />
        </IconButton>
      </div>
      {shown.length === 0 ? (
        <Empty icon={ListMusic} title={t('queue.empty')}>
          {t('queue.emptyHint')}
        </Empty>
      ) : (
        <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={moved} accessibility={words}>
          <SortableContext items={shown.map((entry) => entry.key)} strategy={verticalListSortingStrategy}>
            <ol className="flex-1 overflow-y-auto px-2 pb-4">
              {shown.map((entry, index) => (
                <QueueRow
                  key={entry.key}
                  entry={entry}
                  current={index === 0 && queue.current >= 0}
                  marked={
                    drop.at === index
                      ? 'above'
                      : drop.at === shown.length && index === shown.length - 1
                        ? 'below'
                        : null
                  }
                />
              ))}
            </ol>
          </SortableContext>
        </DndContext>
      )}
      {queue.entries.length > first + SHOWN && (
        <p className="px-5 py-2 text-center text-faint text-sm">
          {t('queue.more', { count: queue.entries.length - first - SHOWN })}
        </p>
      )}
    </aside>
  )
}

interface QueueRowProps {
  entry: Entry
  current: boolean
  /** Where what is dragged would come to lie. */
  marked: 'above' | 'below' | null
}

const QueueRow = memo(function QueueRow({ entry, current, marked }: QueueRowProps) {
  const { t } = useTranslation()
  const controls = useControls()
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: entry.key,
  })
  const { song } = entry
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
        onClick={() => controls.remove(new Set([entry.key]))}
        className="hidden group-focus-within:inline-flex group-hover:inline-flex pointer-coarse:inline-flex"
      >
        <X className="size-4" aria-hidden />
      </IconButton>
    </li>
  )
})

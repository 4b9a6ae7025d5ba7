import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { ListMusic, ListPlus, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCreatePlaylist } from '@/api/playlists'
import { cn } from '@/lib/cn'
import { day } from '@/lib/format'
import { useControls } from '@/player/context'
import { usePlayer } from '@/player/store'
import { useDragWords } from '@/playlists/use-drag-words'
import { IconButton } from '@/ui/button'
import { NearEnd } from '@/ui/list'
import { Empty } from '@/ui/states'
import { toast } from '@/ui/toast'
import { QueueRow } from './queue-row'
import { toggleShell } from './shell-store'
import { useClearQueue } from './use-clear-queue'
import { useTrackDrop } from './use-track-drop'

/** So many are drawn at first, and more each time one comes to their end. */
const SOME = 100

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
  const [most, setMost] = useState(SOME)
  const first = Math.max(0, queue.current)
  const shown = queue.entries.slice(first, first + most)
  const hidden = queue.entries.length - first - shown.length

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
              {hidden > 0 && (
                <li className="px-3 py-3 text-center text-faint text-sm">
                  <NearEnd more={() => setMost(most + SOME)} />
                  {t('queue.more', { count: hidden })}
                </li>
              )}
            </ol>
          </SortableContext>
        </DndContext>
      )}
    </aside>
  )
}

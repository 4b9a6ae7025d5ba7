import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AudioLines, Ellipsis, Flag, MapPin, Play, Square, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { trackQuery } from '@/api/tracks'
import { useControls } from '@/player/context'
import { usePreview } from '@/player/preview'
import { KeyBadge } from '@/tracks/key-badge'
import { useTrackMenu } from '@/tracks/use-track-menu'
import { Button, IconButton } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { Menu } from '@/ui/menu'
import { Skeleton } from '@/ui/states'

interface SelectedCardProps {
  id: string
  onPathFrom(id: string): void
  onPathTo(id: string): void
  onClose(): void
}

/** The track that was chosen on the map, and what can be done with it. */
export function SelectedCard({ id, onPathFrom, onPathTo, onClose }: SelectedCardProps) {
  const { t } = useTranslation()
  const controls = useControls()
  const menu = useTrackMenu('map')
  const { data: track, isError } = useQuery(trackQuery(id))
  const previewed = usePreview((preview) => preview.track === id)
  if (isError) return null
  if (!track) return <Skeleton className="h-[8.375rem] w-full rounded-3xl" />
  const items = () =>
    menu(
      [track],
      [
        { kind: 'action', label: t('map.pathFrom'), icon: MapPin, run: () => onPathFrom(id) },
        { kind: 'action', label: t('map.pathTo'), icon: Flag, run: () => onPathTo(id) },
      ],
    )
  return (
    <section
      aria-label={t('map.selected')}
      className="pointer-events-auto w-full rounded-3xl border border-line bg-surface p-3 shadow-float"
    >
      <div className="flex items-center gap-3">
        <Cover kind="tracks" id={id} size={128} name={track.album || track.title} className="size-16 rounded-2xl" />
        <div className="min-w-0 flex-1">
          <Link to="/tracks/$id" params={{ id }} className="block truncate font-semibold hover:underline">
            {track.title}
          </Link>
          <p className="truncate text-soft text-sm">{track.artist || t('track.unknownArtist')}</p>
          <p className="tabular flex items-center gap-3 whitespace-nowrap text-faint text-sm">
            {track.bpm && <span>{`${Math.round(track.bpm)} BPM`}</span>}
            <KeyBadge camelot={track.camelot} />
            {track.year && <span>{track.year}</span>}
          </p>
        </div>
        <IconButton label={t('action.close')} size="sm" onClick={onClose} className="self-start pointer-coarse:size-11">
          <X className="size-4" aria-hidden />
        </IconButton>
      </div>
      <div className="mt-3 flex items-center gap-2">
        <Button look="solid" onClick={() => controls.playSongs([track], 0, 'map')} className="pointer-coarse:h-11">
          <Play className="size-4 fill-current" aria-hidden />
          {t('action.play')}
        </Button>
        <Button onClick={() => controls.preview.toggle(id)} aria-pressed={previewed} className="pointer-coarse:h-11">
          {previewed ? (
            <Square className="size-4 fill-current" aria-hidden />
          ) : (
            <AudioLines className="size-4" aria-hidden />
          )}
          {t('map.highlight')}
        </Button>
        <Menu items={items} label={track.title}>
          <button
            type="button"
            aria-label={t('label.of', { what: t('action.more'), name: track.title })}
            className="ml-auto grid size-10 place-items-center rounded-full text-soft hover:bg-raised hover:text-ink pointer-coarse:size-11"
          >
            <Ellipsis className="size-5" aria-hidden />
          </button>
        </Menu>
      </div>
    </section>
  )
}

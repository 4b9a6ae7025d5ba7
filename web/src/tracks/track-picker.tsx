import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Track } from '@/api/tracks'
import { IconButton } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { Suggest } from './suggest'

const TRACKS = ['track'] as const

interface TrackPickerProps {
  label: string
  /** What was chosen; null shows the field that finds one. */
  track: Pick<Track, 'id' | 'title' | 'artist' | 'album'> | null
  onPick(track: Track | null): void
  autoFocus?: boolean
}

/** Chooses one track by a few letters of its name. */
export function TrackPicker({ label, track, onPick, autoFocus }: TrackPickerProps) {
  const { t } = useTranslation()
  if (!track)
    return (
      <Suggest
        label={label}
        placeholder={t('seed.findTrack')}
        kinds={TRACKS}
        onPick={(found) => onPick(found.track ?? null)}
        autoFocus={autoFocus}
      />
    )
  return (
    <div
      role="group"
      aria-label={label}
      className="flex h-11 items-center gap-3 rounded-xl border border-line bg-surface pr-1 pl-1.5"
    >
      <Cover kind="tracks" id={track.id} size={64} name={track.album || track.title} className="size-8 rounded-md" />
      <span className="min-w-0 flex-1 truncate">
        <span className="font-medium">{track.title}</span> <span className="text-faint text-sm">{track.artist}</span>
      </span>
      <IconButton label={t('seed.another', { title: track.title })} size="sm" onClick={() => onPick(null)}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import { Ellipsis, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Track } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { clock } from '@/lib/format'
import { useControls } from '@/player/context'
import { useTrackMenu } from '@/tracks/use-track-menu'
import { IconButton } from '@/ui/button'
import { Menu } from '@/ui/menu'

interface VersionsProps {
  id?: string
  of: Track | { title: string }
  tracks: readonly Track[]
  context: string
  className?: string
}

/** Other files of one recording: what tells them apart, and the same things to do. */
export function Versions({ id, of, tracks, context, className }: VersionsProps) {
  const { t } = useTranslation()
  const controls = useControls()
  const menu = useTrackMenu(context)
  return (
    <ul id={id} aria-label={t('sound.versionsOf', { title: of.title })} className={className}>
      {tracks.map((track) => (
        <li key={track.id} className="flex items-center gap-2 rounded-xl px-2 py-1 text-sm hover:bg-raised">
          <IconButton
            label={t('label.of', { what: t('action.play'), name: track.title })}
            size="sm"
            onClick={() => controls.playSongs([track], 0, context)}
          >
            <Play className="size-3.5 fill-current" aria-hidden />
          </IconButton>
          <p className="min-w-0 flex-1 truncate">
            <Link to="/tracks/$id" params={{ id: track.id }} className="font-medium hover:underline">
              {track.title}
            </Link>
            <span className="text-faint"> {[track.artist, track.album].filter(Boolean).join(' · ')}</span>
          </p>
          <span className="hidden text-faint uppercase sm:inline">{track.codec}</span>
          <span className="tabular text-faint">{clock(track.duration)}</span>
          <Menu items={() => menu([track])} label={track.title}>
            <button
              type="button"
              aria-label={t('label.of', { what: t('action.more'), name: track.title })}
              className={cn(
                'grid size-8 place-items-center rounded-full text-faint hover:bg-line hover:text-ink pointer-coarse:size-11',
              )}
            >
              <Ellipsis className="size-4" aria-hidden />
            </button>
          </Menu>
        </li>
      ))}
    </ul>
  )
}

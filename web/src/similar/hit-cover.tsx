import { Pause, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Track } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { useControls } from '@/player/context'
import { usePlayer } from '@/player/store'
import { usePreviewed, useRest } from '@/player/use-rest'
import { Cover } from '@/ui/cover'

/** The cover of a track that is pressed to play it, and rested on to hear a little of it. */
export function HitCover({ track, onPlay, className }: { track: Track; onPlay(): void; className?: string }) {
  const { t } = useTranslation()
  const controls = useControls()
  const current = usePlayer(({ queue }) => queue.entries[queue.current]?.song.id === track.id)
  const playing = usePlayer(({ state }) => current && (state === 'playing' || state === 'loading'))
  const previewed = usePreviewed(track.id)
  const Icon = playing ? Pause : Play
  return (
    <button
      type="button"
      aria-label={t('label.of', { what: t(playing ? 'player.pause' : 'player.play'), name: track.title })}
      onClick={() => (current ? controls.toggle() : onPlay())}
      {...useRest(track.id)}
      className={cn(
        'group/cover relative shrink-0 rounded-lg outline-2 outline-transparent outline-offset-2 transition-[outline-color]',
        previewed && 'outline-accent',
        className,
      )}
    >
      <Cover kind="tracks" id={track.id} size={128} name={track.album || track.title} className="size-full" />
      <span
        className={cn(
          'absolute inset-0 grid place-items-center rounded-lg bg-black/55 text-white opacity-0 transition-opacity group-hover/cover:opacity-100 group-focus-visible/cover:opacity-100',
          current && 'opacity-100',
        )}
      >
        <Icon className="size-5 fill-current" aria-hidden />
      </span>
    </button>
  )
}

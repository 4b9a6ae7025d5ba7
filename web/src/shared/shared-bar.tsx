import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { sharedArtworkUrl } from '@/api/shared'
import { clock } from '@/lib/format'
import { IconButton } from '@/ui/button'
import { Picture } from '@/ui/picture'
import { Slider } from '@/ui/slider'
import type { SharedPlayer } from './use-shared-player'

/** The small player of guests. */
export function SharedBar({ token, player }: { token: string; player: SharedPlayer }) {
  const { t } = useTranslation()
  const { current, state, position, duration } = player
  if (!current) return null
  const { track } = current
  const plays = state === 'playing' || state === 'loading'
  const all = duration ?? track.duration ?? 0
  return (
    <section
      aria-label={t('player.label')}
      className="sticky bottom-0 z-10 border-line border-t bg-surface/95 px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] backdrop-blur sm:px-6"
    >
      <div className="mx-auto flex max-w-3xl flex-wrap items-center gap-x-4 gap-y-2">
        <Picture
          url={sharedArtworkUrl(token, track.id)}
          size={64}
          name={track.album || track.title}
          className="size-12 rounded-lg"
        />
        <div className="min-w-0 flex-1" aria-live="polite">
          <p className="truncate font-medium">{track.title}</p>
          <p className="truncate text-faint text-sm">{track.artist}</p>
        </div>
        <div className="flex items-center gap-1">
          <IconButton label={t('player.previous')} onClick={player.previous} className="size-11">
            <SkipBack className="size-5 fill-current" aria-hidden />
          </IconButton>
          <IconButton
            label={t(plays ? 'player.pause' : 'player.play')}
            look="solid"
            size="lg"
            onClick={player.toggle}
            aria-busy={state === 'loading'}
          >
            {plays ? (
              <Pause className="size-5 fill-current" aria-hidden />
            ) : (
              <Play className="size-5 fill-current" aria-hidden />
            )}
          </IconButton>
          <IconButton label={t('player.next')} onClick={player.next} className="size-11">
            <SkipForward className="size-5 fill-current" aria-hidden />
          </IconButton>
        </div>
        <div className="flex w-full items-center gap-3">
          <span className="tabular w-10 text-right text-faint text-xs">{clock(position)}</span>
          <Slider
            label={t('player.seek')}
            value={Math.min(position, all)}
            max={Math.max(all, 0.1)}
            step={5}
            onChange={player.seek}
            say={(value) => t('player.position', { at: clock(value), all: clock(all) })}
          />
          <span className="tabular w-10 text-faint text-xs">{clock(all)}</span>
        </div>
      </div>
    </section>
  )
}

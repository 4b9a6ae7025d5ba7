import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, Heart, ListEnd, Pause, Play, Radio } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFavour } from '@/api/favourites'
import type { TrackDetails } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { useControls } from '@/player/context'
import { usePlayer } from '@/player/store'
import { PreviewButton } from '@/similar/preview-button'
import { useTrackMenu } from '@/tracks/use-track-menu'
import { Button, buttonClasses, IconButton } from '@/ui/button'
import { Menu } from '@/ui/menu'
import { toast } from '@/ui/toast'

/** What can be done with the page's track; what is done less often is in the menu. */
export function TrackActions({ track }: { track: TrackDetails }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const controls = useControls()
  const favour = useFavour()
  const context = `track:${track.id}`
  const menu = useTrackMenu(context)
  const current = usePlayer(({ queue }) => queue.entries[queue.current]?.song.id === track.id)
  const playing = usePlayer(({ state }) => current && (state === 'playing' || state === 'loading'))
  const gone = track.missing_since !== null
  const Icon = playing ? Pause : Play
  return (
    <>
      <Button
        look="solid"
        size="lg"
        disabled={gone}
        onClick={() => (current ? controls.toggle() : controls.playSongs([track], 0, context))}
      >
        <Icon className="size-5 fill-current" aria-hidden />
        {t(playing ? 'player.pause' : 'action.play')}
      </Button>
      <Button
        size="lg"
        disabled={track.status !== 'analysed'}
        onClick={() => navigate({ to: '/radio', search: { track: track.id } })}
      >
        <Radio className="size-4" aria-hidden />
        {t('sound.radio')}
      </Button>
      <div className="flex items-center gap-1">
        {!gone && <PreviewButton track={track} size="lg" />}
        <IconButton
          label={t(track.favourite ? 'track.unfavour' : 'track.favour')}
          size="lg"
          aria-pressed={track.favourite}
          onClick={() => favour.mutate({ id: track.id, favourite: !track.favourite })}
        >
          <Heart className={cn('size-5', track.favourite && 'fill-accent text-accent')} aria-hidden />
        </IconButton>
        <IconButton
          label={t('sound.queue')}
          size="lg"
          disabled={gone}
          onClick={() => {
            controls.playLast([track], context)
            toast.done(t('track.queued', { count: 1 }))
          }}
        >
          <ListEnd className="size-5" aria-hidden />
        </IconButton>
        <Menu items={() => menu([track])} label={track.title}>
          <button
            type="button"
            aria-label={t('action.more')}
            className={cn(buttonClasses({ look: 'ghost' }), 'size-12 px-0')}
          >
            <Ellipsis className="size-5" aria-hidden />
          </button>
        </Menu>
      </div>
    </>
  )
}

import { LoaderCircle, Pause, Play, Repeat, Repeat1, Shuffle, SkipBack, SkipForward } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { useControls } from '@/player/context'
import { usePlayer } from '@/player/store'
import { IconButton } from '@/ui/button'

/** The buttons of every player. */
export function Transport({ large = false }: { large?: boolean }) {
  const { t } = useTranslation()
  const controls = useControls()
  const { state, queue } = usePlayer()
  const playing = state === 'playing' || state === 'loading'
  const none = queue.current < 0
  const wide = large ? 'inline-flex' : 'hidden lg:inline-flex'
  return (
    <div className="flex items-center gap-1 lg:gap-2">
      <IconButton
        label={t('player.shuffle')}
        shortcut="S"
        aria-pressed={queue.unshuffled !== null}
        disabled={none}
        onClick={() => controls.toggleShuffle()}
        className={cn(wide, queue.unshuffled && 'text-accent')}
      >
        <Shuffle className="size-[1.125rem]" aria-hidden />
      </IconButton>
      <IconButton
        label={t('player.previous')}
        shortcut="⇧ ←"
        disabled={none}
        onClick={() => controls.previous()}
        className={wide}
      >
        <SkipBack className="size-5 fill-current" aria-hidden />
      </IconButton>
      <IconButton
        label={t(playing ? 'player.pause' : 'player.play')}
        shortcut="␣"
        look="solid"
        size={large ? 'lg' : 'md'}
        disabled={none}
        onClick={() => controls.toggle()}
        className={large ? 'size-16' : ''}
      >
        {state === 'loading' ? (
          <LoaderCircle className="size-5 animate-spin" aria-hidden />
        ) : playing ? (
          <Pause className="size-5 fill-current" aria-hidden />
        ) : (
          <Play className="size-5 translate-x-px fill-current" aria-hidden />
        )}
      </IconButton>
      <IconButton label={t('player.next')} shortcut="⇧ →" disabled={none} onClick={() => controls.next()}>
        <SkipForward className="size-5 fill-current" aria-hidden />
      </IconButton>
      <IconButton
        label={t(`player.repeat.${queue.repeat}`)}
        shortcut="R"
        aria-pressed={queue.repeat !== 'off'}
        disabled={none}
        onClick={() => controls.cycleRepeat()}
        className={cn(wide, queue.repeat !== 'off' && 'text-accent')}
      >
        {queue.repeat === 'one' ? (
          <Repeat1 className="size-[1.125rem]" aria-hidden />
        ) : (
          <Repeat className="size-[1.125rem]" aria-hidden />
        )}
      </IconButton>
    </div>
  )
}

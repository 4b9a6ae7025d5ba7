import { ListMusic, Maximize2, SlidersHorizontal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { clock } from '@/lib/format'
import { lazyPart } from '@/lib/part'
import { useControls } from '@/player/context'
import { currentEntry } from '@/player/queue'
import { usePlayer } from '@/player/store'
import { useHeld } from '@/player/use-held'
import { IconButton } from '@/ui/button'
import { OnDemand } from '@/ui/on-demand'
import { Slider } from '@/ui/slider'
import { NowPlaying } from './now-playing'
import { toggleShell, useShell } from './shell-store'
import { Transport } from './transport'
import { Volume } from './volume'

const SoundOptions = lazyPart(() => import('./sound-options'))

/** What plays, on every page. */
export function PlayerBar() {
  const { t } = useTranslation()
  const entry = usePlayer(({ queue }) => currentEntry(queue))
  return (
    <section
      aria-label={t('player.label')}
      className={cn('border-line border-t bg-surface', !entry && 'hidden lg:block')}
    >
      <MobileProgress />
      <div className="grid grid-cols-[1fr_auto] items-center gap-3 px-3 py-2 lg:h-20 lg:grid-cols-[1fr_minmax(20rem,38rem)_1fr] lg:px-5">
        <NowPlaying />
        <div className="flex items-center gap-1 lg:flex-col lg:gap-0">
          <Transport />
          <Progress className="hidden lg:flex" />
        </div>
        <div className="hidden items-center justify-end gap-1 lg:flex">
          <Volume />
          <OptionsButton />
          <QueueButton />
          <IconButton label={t('player.full')} shortcut="F" disabled={!entry} onClick={() => toggleShell('full')}>
            <Maximize2 className="size-[1.125rem]" aria-hidden />
          </IconButton>
        </div>
      </div>
    </section>
  )
}

/** Where it is; while the hand is on it, the music stays where it was. */
function Progress({ className }: { className?: string }) {
  const { t } = useTranslation()
  const controls = useControls()
  const position = usePlayer((player) => player.position)
  const duration = usePlayer((player) => player.duration)
  const all = duration ?? 0
  const [shown, hand] = useHeld(position, (to) => controls.seek(to))
  return (
    <div className={cn('tabular flex w-full items-center gap-2 text-faint text-xs', className)}>
      <span className="w-10 text-right">{clock(shown)}</span>
      <Slider
        label={t('player.seek')}
        value={Math.min(shown, all)}
        max={Math.max(all, 0.1)}
        step={1}
        {...hand}
        say={(value) => t('player.position', { at: clock(value), all: clock(duration) })}
      />
      <span className="w-10">{clock(duration)}</span>
    </div>
  )
}

function MobileProgress() {
  const share = usePlayer(({ position, duration }) => (duration ? Math.round((1000 * position) / duration) / 1000 : 0))
  return (
    <div aria-hidden className="h-0.5 bg-line lg:hidden">
      <div className="h-full origin-left bg-accent" style={{ transform: `scaleX(${share})` }} />
    </div>
  )
}

function OptionsButton() {
  const { t } = useTranslation()
  const button = (
    <IconButton label={t('player.options')}>
      <SlidersHorizontal className="size-[1.125rem]" aria-hidden />
    </IconButton>
  )
  return <OnDemand button={button} kind="dialog" opened={SoundOptions} />
}

function QueueButton() {
  const { t } = useTranslation()
  const open = useShell((shell) => shell.queue)
  return (
    <IconButton
      label={t('player.queue')}
      shortcut="Q"
      aria-expanded={open}
      onClick={() => toggleShell('queue')}
      className={cn(open && 'text-accent')}
    >
      <ListMusic className="size-[1.125rem]" aria-hidden />
    </IconButton>
  )
}

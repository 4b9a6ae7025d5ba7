import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  Heart,
  ListMusic,
  LoaderCircle,
  Maximize2,
  Pause,
  Play,
  Repeat,
  Repeat1,
  Shuffle,
  SkipBack,
  SkipForward,
  SlidersHorizontal,
  Volume1,
  Volume2,
  VolumeX,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFavour } from '@/api/favourites'
import { trackQuery } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { clock, percent } from '@/lib/format'
import { lazyPart } from '@/lib/part'
import { usePreferences } from '@/lib/preferences'
import { useControls } from '@/player/context'
import { currentEntry } from '@/player/queue'
import { usePlayer } from '@/player/store'
import { useHeld } from '@/player/use-held'
import { IconButton } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { OnDemand } from '@/ui/on-demand'
import { Slider } from '@/ui/slider'
import { toggleShell, useShell } from './shell-store'

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

function NowPlaying() {
  const { t } = useTranslation()
  const song = usePlayer(({ queue }) => currentEntry(queue)?.song)
  if (!song) return <p className="px-1 text-faint text-sm">{t('player.nothing')}</p>
  return (
    <div className="flex min-w-0 items-center gap-3">
      <button type="button" aria-label={t('player.full')} onClick={() => toggleShell('full')} className="rounded-lg">
        <Cover
          kind="tracks"
          id={song.id}
          size={128}
          name={song.album || song.title}
          className="size-11 lg:size-14"
          eager
        />
      </button>
      <div className="min-w-0">
        <Link to="/tracks/$id" params={{ id: song.id }} className="block truncate font-medium hover:underline">
          {song.title}
        </Link>
        <p className="truncate text-faint text-sm">{song.artist || t('track.unknownArtist')}</p>
      </div>
      <FavourButton id={song.id} className="hidden sm:inline-flex" />
    </div>
  )
}

export function FavourButton({ id, className }: { id: string; className?: string }) {
  const { t } = useTranslation()
  const favour = useFavour()
  const { data: track } = useQuery(trackQuery(id))
  const favourite = track?.favourite ?? false
  return (
    <IconButton
      label={t(favourite ? 'track.unfavour' : 'track.favour')}
      shortcut="L"
      aria-pressed={favourite}
      disabled={!track}
      onClick={() => favour.mutate({ id, favourite: !favourite })}
      className={className}
    >
      <Heart className={cn('size-[1.125rem]', favourite && 'fill-accent text-accent')} aria-hidden />
    </IconButton>
  )
}

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

function Volume() {
  const { t } = useTranslation()
  const { volume, muted, set } = usePreferences()
  const silent = muted || volume === 0
  return (
    <div className="flex w-36 items-center gap-1">
      <IconButton
        label={t(silent ? 'player.unmute' : 'player.mute')}
        shortcut="M"
        onClick={() => set(silent ? { muted: false, volume: volume || 0.5 } : { muted: true })}
      >
        {silent ? (
          <VolumeX className="size-[1.125rem]" aria-hidden />
        ) : volume < 0.5 ? (
          <Volume1 className="size-[1.125rem]" aria-hidden />
        ) : (
          <Volume2 className="size-[1.125rem]" aria-hidden />
        )}
      </IconButton>
      <Slider
        label={t('player.volume')}
        value={muted ? 0 : volume}
        onChange={(to) => set({ volume: to, muted: false })}
        say={percent}
      />
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

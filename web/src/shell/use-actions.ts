import { useQuery } from '@tanstack/react-query'
import {
  AudioLines,
  Heart,
  Keyboard,
  Languages,
  ListMusic,
  ListPlus,
  ListX,
  LogOut,
  type LucideIcon,
  Maximize2,
  Moon,
  Pause,
  Play,
  Repeat,
  ScanSearch,
  Shuffle,
  SkipBack,
  SkipForward,
  VolumeX,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { meQuery } from '@/api/session'
import { usePreferences } from '@/lib/preferences'
import { usePlayRandom } from '@/library/use-play-random'
import { useControls } from '@/player/context'
import { usePlayer } from '@/player/store'
import { toast } from '@/ui/toast'
import { toggleShell } from './shell-store'
import { useClearQueue } from './use-clear-queue'
import { useLikeCurrent } from './use-like-current'
import { useSignOut } from './use-sign-out'

interface Action {
  name: string
  icon: LucideIcon
  shortcut?: string
  act(): unknown
}

/** What can be done from everywhere, by its name. */
export function useActions(): Action[] {
  const { t, i18n } = useTranslation()
  const controls = useControls()
  const like = useLikeCurrent()
  const clearQueue = useClearQueue()
  const signOut = useSignOut()
  const surprise = usePlayRandom()
  const { data: me } = useQuery(meQuery)
  const plays = usePlayer(({ queue }) => queue.current >= 0)
  const playing = usePlayer(({ state }) => state === 'playing' || state === 'loading')
  const french = i18n.language === 'fr'

  const scan = async () => {
    try {
      await api.POST('/api/v1/library/scans', { body: null })
      toast.done(t('palette.scanning'))
    } catch (problem) {
      toast.fault(problem)
    }
  }
  const { set, muted } = usePreferences.getState()
  const dark = document.documentElement.dataset.theme === 'dark'

  const ofPlayer: Action[] = [
    {
      name: t(playing ? 'player.pause' : 'player.play'),
      icon: playing ? Pause : Play,
      shortcut: '␣',
      act: () => controls.toggle(),
    },
    { name: t('player.next'), icon: SkipForward, shortcut: '⇧ →', act: () => controls.next() },
    { name: t('player.previous'), icon: SkipBack, shortcut: '⇧ ←', act: () => controls.previous() },
    { name: t('shortcuts.like'), icon: Heart, shortcut: 'L', act: like },
    { name: t('player.shuffle'), icon: Shuffle, shortcut: 'S', act: () => controls.toggleShuffle() },
    { name: t('shortcuts.repeat'), icon: Repeat, shortcut: 'R', act: () => controls.cycleRepeat() },
    { name: t('player.full'), icon: Maximize2, shortcut: 'F', act: () => toggleShell('full') },
    { name: t('palette.clearQueue'), icon: ListX, act: clearQueue },
  ]
  return [
    { name: t('palette.surprise'), icon: AudioLines, act: () => surprise() },
    ...(plays ? ofPlayer : []),
    { name: t('shortcuts.queue'), icon: ListMusic, shortcut: 'Q', act: () => toggleShell('queue') },
    {
      name: t(muted ? 'player.unmute' : 'player.mute'),
      icon: VolumeX,
      shortcut: 'M',
      act: () => set({ muted: !muted }),
    },
    { name: t('nav.newPlaylist'), icon: ListPlus, act: () => toggleShell('naming') },
    { name: t('palette.theme'), icon: Moon, act: () => set({ theme: dark ? 'light' : 'dark' }) },
    { name: t('palette.language'), icon: Languages, act: () => set({ language: french ? 'en' : 'fr' }) },
    { name: t('shortcuts.title'), icon: Keyboard, shortcut: '?', act: () => toggleShell('shortcuts') },
    ...(me?.role === 'admin' ? [{ name: t('palette.scan'), icon: ScanSearch, act: scan }] : []),
    { name: t('nav.signOut'), icon: LogOut, act: signOut },
  ]
}

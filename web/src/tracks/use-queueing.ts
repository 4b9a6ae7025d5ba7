import { useTranslation } from 'react-i18next'
import type { Track } from '@/api/tracks'
import { useControls } from '@/player/context'
import { MOST } from '@/player/queue'
import { usePlayer } from '@/player/store'
import { toast } from '@/ui/toast'

/** Plays and queues tracks, and says how many that were: a queue has its end. */
export function useQueueing(context: string) {
  const { t } = useTranslation()
  const controls = useControls()

  const grow = (tracks: readonly Track[], act: () => void) => {
    const before = usePlayer.getState().queue.entries.length
    act()
    const count = usePlayer.getState().queue.entries.length - before
    toast.done(count < tracks.length ? t('track.queueFull', { count, most: MOST }) : t('track.queued', { count }))
  }
  return {
    now: (tracks: readonly Track[]) => {
      controls.playSongs(tracks, 0, context)
      if (tracks.length > MOST) toast.done(t('track.queueFull', { count: MOST, most: MOST }))
    },
    next: (tracks: readonly Track[]) => grow(tracks, () => controls.playNext(tracks, context)),
    last: (tracks: readonly Track[]) => grow(tracks, () => controls.playLast(tracks, context)),
  }
}

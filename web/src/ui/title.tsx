import { currentEntry } from '@/player/queue'
import { usePlayer } from '@/player/store'

/** What the window is called: what plays, if anything does, and the page. */
export function Title({ children }: { children: string }) {
  const song = usePlayer(({ queue, state }) => (state === 'playing' ? currentEntry(queue)?.song : undefined))
  const playing = song && [song.title, song.artist].filter(Boolean).join(' – ')
  return <title>{[playing, children, 'musicsim'].filter(Boolean).join(' · ')}</title>
}

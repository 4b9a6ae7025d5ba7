import { useEffect } from 'react'
import { create } from 'zustand'
import { currentEntry } from '@/player/queue'
import { usePlayer } from '@/player/store'

/** What the page that is shown is called. */
export const usePageName = create<{ name: string }>()(() => ({ name: '' }))

/** What the window is called: what plays, if anything does, and the page. */
export function Title({ children }: { children: string }) {
  const song = usePlayer(({ queue, state }) => (state === 'playing' ? currentEntry(queue)?.song : undefined))
  const playing = song && [song.title, song.artist].filter(Boolean).join(' – ')
  useEffect(() => usePageName.setState({ name: children }), [children])
  return <title>{[playing, children, 'musicsim'].filter(Boolean).join(' · ')}</title>
}

import type { Track } from '@/api/tracks'
import { folded } from '@/lib/folded'

const MOST = 6

/** The folders on the way to these tracks whose own name has all of the words in it, the shortest paths first. */
export function foldersCalled(tracks: readonly Pick<Track, 'folder'>[], text: string): string[] {
  const words = folded(text).split(/\s+/).filter(Boolean)
  const paths = new Set(
    tracks.flatMap(({ folder }) => {
      const parts = folder ? folder.split('/') : []
      return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
    }),
  )
  const called = (path: string) => {
    const name = folded(path.slice(path.lastIndexOf('/') + 1))
    return words.length > 0 && words.every((word) => name.includes(word))
  }
  return [...paths]
    .filter(called)
    .sort((a, b) => a.split('/').length - b.split('/').length || a.localeCompare(b))
    .slice(0, MOST)
}

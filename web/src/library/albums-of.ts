import type { Track } from '@/api/tracks'

interface AlbumShown {
  id: string
  name: string
  artist: string
  year: number | null
}

const MOST = 24

/** The albums that tracks are on, those with the most of them first. */
export function albumsOf(tracks: readonly Track[]): AlbumShown[] {
  const found = new Map<string, AlbumShown & { tracks: number }>()
  for (const track of tracks) {
    if (!track.album_id) continue
    const { album: name, album_artist, artist, year } = track
    const known = found.get(track.album_id)
    if (known) known.tracks += 1
    else found.set(track.album_id, { id: track.album_id, name, artist: album_artist || artist, year, tracks: 1 })
  }
  return [...found.values()].sort((a, b) => b.tracks - a.tracks).slice(0, MOST)
}

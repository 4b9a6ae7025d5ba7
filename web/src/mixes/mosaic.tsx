import type { Track } from '@/api/tracks'
import { Cover } from '@/ui/cover'

/** Four pictures in one, of tracks from all over a collection; one where there are fewer. */
export function Mosaic({ trackIds, name }: { trackIds: readonly string[]; name: string }) {
  const step = trackIds.length / 4
  const four =
    trackIds.length < 4 ? trackIds.slice(0, 1) : [0, 1, 2, 3].map((part) => trackIds[Math.floor(part * step)])
  if (four.length < 4)
    return <Cover kind="tracks" id={four[0] ?? null} size={256} name={name} className="aspect-square w-full" />
  return (
    <div className="grid aspect-square w-full grid-cols-2">
      {four.map((id, part) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a quarter is its place
        <Cover key={part} kind="tracks" id={id ?? null} size={256} name={`${name} ${part}`} className="rounded-none" />
      ))}
    </div>
  )
}

/** Tracks for a mosaic: of each album one, as an album's tracks mostly have one picture. */
export function pictured(tracks: readonly Track[]): string[] {
  const albums = new Map(tracks.map((track) => [track.album_id ?? track.id, track.id]))
  return albums.size < 4 ? tracks.map((track) => track.id) : [...albums.values()]
}

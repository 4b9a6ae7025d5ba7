import type { Track } from '@/api/tracks'
import type { Row } from '@/tracks/track-row'

const made = new WeakMap<Track, Row>()

/** The row of a track that is there once; the same every time, so that it is not drawn again. */
export function rowOf(track: Track): Row {
  const known = made.get(track)
  if (known) return known
  const row = { key: track.id, track }
  made.set(track, row)
  return row
}

/** Rows of tracks that are there once each. */
export function rowsOf(tracks: readonly Track[]): Row[] {
  return tracks.map(rowOf)
}

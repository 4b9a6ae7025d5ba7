import type { Track } from '@/api/tracks'
import type { Row } from '@/tracks/track-row'

/** Rows of tracks that are there once each. */
export function rowsOf(tracks: readonly Track[]): Row[] {
  return tracks.map((track) => ({ key: track.id, track }))
}

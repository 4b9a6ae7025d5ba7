import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pathQuery } from '@/api/discover'
import { radioLineQuery } from '@/api/map'
import type { Track } from '@/api/tracks'
import { usePlayer } from '@/player/store'
import { type LibraryMap, rowOf } from './decode'
import type { Line } from './overlay'

/** How many of what was played, and of what comes, are drawn. */
const BACK = 10
const AHEAD = 40
const STEPS = 20

export interface MapLine {
  readonly kind: 'path' | 'radio' | 'queue'
  readonly line: Line
  /** Of a path: what can be played. */
  readonly tracks: readonly Track[]
}

/** The rows of tracks that are on the map, and how many of them come before the `current` of the tracks. */
export function lineOf(map: LibraryMap, ids: readonly string[], current: number): Line {
  const rows = ids.map((id) => rowOf(map, id))
  return {
    rows: rows.filter((row) => row >= 0),
    at: rows.slice(0, Math.max(0, current)).filter((row) => row >= 0).length,
  }
}

/** What is drawn as a line: a path that was asked for, else the running radio, else the queue. */
export function useLine(map: LibraryMap, from: string, to: string) {
  const queue = usePlayer((player) => player.queue)
  const playing = queue.entries[queue.current]
  const path = useQuery(pathQuery({ from, to, via: [], steps: STEPS }))
  const session = playing?.context.match(/^radio:(.+)$/)?.[1] ?? ''
  const radio = useQuery(radioLineQuery(session, queue.entries.length))

  const found = useMemo((): MapLine | null => {
    const current = playing?.song.id ?? ''
    if (from && to) {
      const tracks = path.data?.items.map(({ track }) => track) ?? []
      const ids = tracks.map(({ id }) => id)
      return { kind: 'path', tracks, line: lineOf(map, ids, ids.indexOf(current)) }
    }
    if (session && radio.data)
      return { kind: 'radio', tracks: [], line: lineOf(map, radio.data, radio.data.indexOf(current)) }
    const first = Math.max(0, queue.current - BACK)
    const ids = queue.entries.slice(first, queue.current + AHEAD).map(({ song }) => song.id)
    return { kind: 'queue', tracks: [], line: lineOf(map, ids, queue.current - first) }
  }, [map, from, to, session, path.data, radio.data, queue, playing])

  return { line: found && found.line.rows.length > 1 ? found : null, path }
}

import type { Track } from '@/api/tracks'
import { rowOf } from '@/library/rows'
import type { Row } from './track-row'

/** Tracks that are read at once. */
export const PAGE = 100

const AHEAD = 60

/** Rows beyond these would make a page higher than browsers draw one. */
export const MOST_ROWS = 250_000

/** The pages that rows `from` … `to` lie on, and those that come into sight next. */
export function pagesIn(from: number, to: number): number[] {
  const first = Math.max(0, Math.floor((from - AHEAD) / PAGE))
  const last = Math.floor((to + AHEAD) / PAGE)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** A row for each of `total` tracks, with holes for those on no page; while the total is unknown, as many as there are. */
export function rowsOfPages(
  pages: ReadonlyMap<number, readonly Track[]>,
  total: number | null,
): readonly (Row | undefined)[] {
  const ends = [...pages].map(([page, tracks]) => page * PAGE + tracks.length)
  const length = Math.min(MOST_ROWS, total ?? Math.max(0, ...ends))
  const rows: (Row | undefined)[] = new Array(length)
  for (const [page, tracks] of pages)
    tracks.forEach((track, index) => {
      const at = page * PAGE + index
      if (at < length) rows[at] = rowOf(track)
    })
  return rows
}

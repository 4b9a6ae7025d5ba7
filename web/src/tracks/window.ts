import type { Track } from '@/api/tracks'
import { rowOf } from '@/library/rows'
import type { Row } from './track-row'

/** Tracks that are read at once. */
export const PAGE = 100

const AHEAD = 60

/** The server begins no page behind these. */
export const MOST_ROWS = 10_000_000

/** Pages of tracks, by their number. */
export type Pages = Readonly<Record<number, readonly Track[]>>

/** The pages that rows `from` … `to` lie on, and those that come into sight next. */
export function pagesIn(from: number, to: number): number[] {
  const first = Math.max(0, Math.floor((from - AHEAD) / PAGE))
  const last = Math.floor((to + AHEAD) / PAGE)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** Of the rows `from` … `to`, what is missing: where it begins, and how many there are, at most `most` at once. */
export function missingIn(pages: Pages, from: number, to: number, most: number): { skip: number; limit: number }[] {
  const asked: { skip: number; limit: number }[] = []
  for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page++) {
    if (pages[page]) continue
    const last = asked.at(-1)
    if (last && last.skip + last.limit === page * PAGE && last.limit + PAGE <= most) last.limit += PAGE
    else asked.push({ skip: page * PAGE, limit: PAGE })
  }
  return asked
}

/** Tracks from `skip` on, a multiple of `PAGE`, as pages. */
export function pagesOf(skip: number, tracks: readonly Track[]): Pages {
  const pages: Record<number, readonly Track[]> = {}
  for (let at = 0; at < tracks.length; at += PAGE) pages[(skip + at) / PAGE] = tracks.slice(at, at + PAGE)
  return pages
}

/** A row for each of `total` tracks, with holes for those on no page; while the total is unknown, as many as there are. */
export function rowsOfPages(pages: Pages, total: number | null): readonly (Row | undefined)[] {
  const known = Object.entries(pages).map(([page, tracks]) => [Number(page) * PAGE, tracks] as const)
  const ends = known.map(([begin, tracks]) => begin + tracks.length)
  const length = Math.min(MOST_ROWS, total ?? Math.max(0, ...ends))
  const rows: (Row | undefined)[] = new Array(length)
  for (const [begin, tracks] of known)
    tracks.forEach((track, index) => {
      if (begin + index < length) rows[begin + index] = rowOf(track)
    })
  return rows
}

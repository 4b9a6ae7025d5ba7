import { queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { answered, api } from '@/api/client'
import { keys } from '@/api/keys'
import type { TrackConditions } from '@/api/lists'
import { MOST_SELECTED } from '@/lib/selection'
import { missingIn, type Pages, pagesOf } from './window'

/** Tracks that the server gives at once. */
const MOST_AT_ONCE = 500

const NONE: Pages = {}

/** Cached among the other answers, so that whoever rewrites a track there rewrites it here. */
const keptQuery = (asked: TrackConditions) =>
  queryOptions<Pages>({
    queryKey: keys.tracks({ ...asked, kept: true }),
    queryFn: skipToken,
    gcTime: 0,
  })

/** What was read of a list and is out of sight by now: it may be selected. */
export function useKeptPages(asked: TrackConditions) {
  const client = useQueryClient()
  const name = JSON.stringify(asked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name says all of it
  const [wish, query] = useMemo(() => [asked, keptQuery(asked)] as const, [name])
  const pages = useQuery(query).data ?? NONE

  const keep = useCallback(
    (seen: Pages) =>
      client.setQueryData(query.queryKey, (before: Pages = NONE) => {
        const news = Object.keys(seen).some((page) => seen[Number(page)] !== before[Number(page)])
        return news ? { ...before, ...seen } : undefined
      }),
    [client, query],
  )

  /** Reads what is missing of the rows `from` … `to`, as far as they can be selected. */
  const need = useCallback(
    async (from: number, to: number) => {
      const last = Math.min(to, from + MOST_SELECTED - 1)
      for (const piece of missingIn(client.getQueryData(query.queryKey) ?? NONE, from, last, MOST_AT_ONCE)) {
        const found = await answered(api.GET('/api/v1/tracks', { params: { query: { ...wish, ...piece } } }))
        keep(pagesOf(piece.skip, found.items))
        if (found.items.length < piece.limit) return
      }
    },
    [client, wish, query, keep],
  )
  return { pages, keep, need }
}

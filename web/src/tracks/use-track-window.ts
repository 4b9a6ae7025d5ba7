import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { answered, api } from '@/api/client'
import { keys } from '@/api/keys'
import type { TrackConditions } from '@/api/lists'
import { Pace } from './pace'
import { useKeptPages } from './use-kept-pages'
import { PAGE, type Pages, pagesIn, rowsOfPages } from './window'

type Conditions = Omit<TrackConditions, 'cursor' | 'limit' | 'skip' | 'sort' | 'reverse'>

const pageQuery = (conditions: TrackConditions, page: number) =>
  queryOptions({
    queryKey: keys.tracks({ ...conditions, page }),
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/tracks', { params: { query: { ...conditions, limit: PAGE, skip: page * PAGE } }, signal }),
      ),
  })

const countQuery = (conditions: Conditions) =>
  queryOptions({
    queryKey: keys.trackCount(conditions),
    staleTime: 60_000,
    queryFn: ({ signal }) => answered(api.GET('/api/v1/tracks/count', { params: { query: conditions }, signal })),
  })

interface Sight {
  /** Of the list: conditions and order. */
  name: string
  pages: readonly number[]
}

const sameOr = (before: Sight, now: Sight): Sight =>
  before.name === now.name && before.pages.join() === now.pages.join() ? before : now

/**
 * A list of tracks of any length, of which only what somebody looks at is read: who drags the scrollbar to the end
 * of a hundred thousand does not wait for those between.
 */
export function useTrackWindow(conditions: Conditions, order: Pick<TrackConditions, 'sort' | 'reverse'>) {
  const asked = { ...conditions, ...order }
  const name = JSON.stringify(asked)
  const [sight, setSight] = useState<Sight>({ name, pages: [0] })
  const pages = sight.name === name ? sight.pages : [0]
  const first = useQuery({ ...pageQuery(asked, 0), placeholderData: keepPreviousData })
  const farther = pages.filter((page) => page > 0)
  const others = useQueries({
    queries: farther.map((page) => pageQuery(asked, page)),
    combine: (results) =>
      results.map((result, index) => ({ page: farther[index] as number, items: result.data?.items })),
  })
  const told = first.isPlaceholderData ? null : (first.data?.total ?? null)
  const counted = useQuery({
    ...countQuery(conditions),
    enabled: first.isSuccess && !first.isPlaceholderData && told === null,
    placeholderData: keepPreviousData,
  })

  const total = told ?? counted.data?.total ?? null
  const { pages: past, keep, need } = useKeptPages(asked)
  const seen = useMemo((): Pages => {
    const own = first.isPlaceholderData ? {} : past
    const begin: Pages = first.data ? { 0: first.data.items } : {}
    const found = others.flatMap(({ page, items }) => (items ? [[page, items] as const] : []))
    return { ...own, ...begin, ...Object.fromEntries(found) }
  }, [past, first.data, first.isPlaceholderData, others])
  const rows = useMemo(() => rowsOfPages(seen, total), [seen, total])
  useEffect(() => {
    if (!first.isPlaceholderData) keep(seen)
  }, [keep, seen, first.isPlaceholderData])

  const pace = useRef(new Pace())
  const onSight = useCallback(
    (from: number, to: number) =>
      pace.current.see(pagesIn(from, to), (pages) => setSight((before) => sameOr(before, { name, pages }))),
    [name],
  )
  return { rows, total, first, onSight, onNeed: need }
}

import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { answered, api } from '@/api/client'
import { keys } from '@/api/keys'
import type { TrackConditions } from '@/api/lists'
import type { Track } from '@/api/tracks'
import type { Row } from './track-row'
import { PAGE, pagesIn, rowsOfPages } from './window'

type Conditions = Omit<TrackConditions, 'cursor' | 'limit' | 'skip' | 'sort' | 'reverse'>

const REST = 80

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

/**
 * A list of tracks of any length, of which only what somebody looks at is read: who drags the scrollbar to the end
 * of a hundred thousand does not wait for those between.
 */
export function useTrackWindow(conditions: Conditions, order: Pick<TrackConditions, 'sort' | 'reverse'>) {
  const asked = { ...conditions, ...order }
  const name = JSON.stringify(asked)
  const [sight, setSight] = useState<{ name: string; pages: readonly number[] }>({ name, pages: [0] })
  const pages = sight.name === name ? sight.pages : [0]
  const first = useQuery({ ...pageQuery(asked, 0), placeholderData: keepPreviousData })
  const others = useQueries({
    queries: pages.filter((page) => page > 0).map((page) => pageQuery(asked, page)),
    combine: (results) => results.map((result) => result.data?.items),
  })
  const told = first.isPlaceholderData ? null : (first.data?.total ?? null)
  const counted = useQuery({
    ...countQuery(conditions),
    enabled: first.isSuccess && !first.isPlaceholderData && told === null,
    placeholderData: keepPreviousData,
  })

  // pages that are out of sight stay, for what is selected in them
  const kept = useRef({ name, pages: new Map<number, readonly Track[]>() })
  const total = told ?? counted.data?.total ?? null
  const rows = useMemo((): readonly (Row | undefined)[] => {
    if (kept.current.name !== name) kept.current = { name, pages: new Map() }
    const known = first.isPlaceholderData ? new Map<number, readonly Track[]>() : kept.current.pages
    if (first.data) known.set(0, first.data.items)
    pages
      .filter((page) => page > 0)
      .forEach((page, index) => {
        const items = others[index]
        if (items) known.set(page, items)
      })
    return rowsOfPages(known, total)
  }, [name, first.data, first.isPlaceholderData, others, pages, total])

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const onSight = useCallback(
    (from: number, to: number) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setSight({ name, pages: pagesIn(from, to) }), REST)
    },
    [name],
  )
  return { rows, total, first, onSight }
}

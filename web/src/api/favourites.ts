import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api } from './client'
import { keys } from './keys'
import type { Track } from './tracks'

/** Requests that are under way at once. */
const ABREAST = 4

interface Favouring {
  ids: readonly string[]
  favourite: boolean
}

/** Like tracks or take it back; shown at once wherever they are on the page, and undone when the server refuses. */
export function useFavourAll() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ ids, favourite }: Favouring) => {
      for (let at = 0; at < ids.length; at += ABREAST)
        await Promise.all(ids.slice(at, at + ABREAST).map((id) => put(id, favourite)))
    },
    onMutate: ({ ids, favourite }) => mark(client, new Set(ids), favourite),
    onError: (_, { ids, favourite }) => {
      mark(client, new Set(ids), !favourite)
      // some of many may have been accepted
      if (ids.length > 1) void client.invalidateQueries({ queryKey: ['tracks'] })
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.favourites }),
  })
}

/** The same of one track. */
export function useFavour() {
  const { mutate } = useFavourAll()
  const one = useCallback(
    ({ id, favourite }: { id: string; favourite: boolean }) => mutate({ ids: [id], favourite }),
    [mutate],
  )
  return { mutate: one }
}

async function put(id: string, favourite: boolean): Promise<void> {
  const params = { params: { path: { track_id: id } } }
  if (favourite) await api.PUT('/api/v1/favourites/{track_id}', params)
  else await api.DELETE('/api/v1/favourites/{track_id}', params)
}

/** Rewrites every cached answer that holds one of the tracks. */
function mark(client: QueryClient, ids: ReadonlySet<string>, favourite: boolean): void {
  client.setQueriesData({}, (data: unknown) => marked(data, ids, favourite))
}

/** `data` with the tracks' mark changed wherever they occur; the same object where they do not. */
function marked(data: unknown, ids: ReadonlySet<string>, favourite: boolean): unknown {
  if (Array.isArray(data)) {
    const items = data.map((item) => marked(item, ids, favourite))
    return items.some((item, index) => item !== data[index]) ? items : data
  }
  if (data === null || typeof data !== 'object' || Object.getPrototypeOf(data) !== Object.prototype) return data
  const entries = Object.entries(data).map(([name, value]) => [name, marked(value, ids, favourite)] as const)
  const changed = entries.some(([name, value]) => value !== (data as Record<string, unknown>)[name])
  const copy = changed ? Object.fromEntries(entries) : data
  const track = copy as Partial<Track>
  return track.id !== undefined && ids.has(track.id) && 'favourite' in track && track.favourite !== favourite
    ? { ...track, favourite }
    : copy
}

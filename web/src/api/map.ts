import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { decodeMap, type LibraryMap } from '@/map/decode'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'
import { orNull, type Track } from './tracks'

/** How many ids are looked up at once. */
const BATCH = 100
const AGAIN = { waiting: 5_000, watching: 60_000 }

/** The map; null before the first is made. Asked for again now and then: one that has not changed costs no download. */
export const mapQuery = queryOptions<LibraryMap | null>({
  queryKey: keys.map,
  staleTime: AGAIN.watching,
  structuralSharing: false,
  refetchInterval: (query) => (query.state.data ? AGAIN.watching : AGAIN.waiting),
  queryFn: async ({ signal, client }): Promise<LibraryMap | null> => {
    const before = client.getQueryData<LibraryMap | null>(keys.map)
    if (!before && !(await isMade(signal))) return null
    const header = before ? { 'If-None-Match': `W/"${before.version}"` } : {}
    const found = await orNull(
      api
        .GET('/api/v1/map', { params: { header }, parseAs: 'arrayBuffer', signal })
        .then(({ response, data }) => (response.status === 304 ? null : ((data as ArrayBuffer | undefined) ?? null))),
    )
    return found ? decodeMap(found) : (before ?? null)
  },
})

/** Asked where the answer is no error: clusters come with the map. */
async function isMade(signal: AbortSignal): Promise<boolean> {
  const { items } = await answered(api.GET('/api/v1/clusters', { signal }))
  return items.length > 0
}

/** The tracks around a place, the nearest first. */
export const nearbyQuery = (x: number, y: number) =>
  queryOptions({
    queryKey: keys.nearby(x, y),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/map/nearby', { params: { query: { x, y, limit: 30 } }, signal })),
  })

async function lookUp(ids: readonly string[], signal?: AbortSignal): Promise<Track[]> {
  if (!ids.length) return []
  const { items } = await answered(api.GET('/api/v1/tracks/named', { params: { query: { id: [...ids] } }, signal }))
  return items
}

/** All of these tracks at once. */
export async function lookUpAll(ids: readonly string[]): Promise<Track[]> {
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) => batch(ids, at))
  return (await Promise.all(batches.map((some) => lookUp(some)))).flat()
}

/** Tracks whose ids are known, page by page. */
export const namedQuery = (ids: readonly string[]) =>
  infiniteQueryOptions({
    queryKey: keys.named(ids),
    staleTime: 60_000,
    initialPageParam: 0,
    queryFn: async ({ pageParam, signal }) => ({ items: await lookUp(batch(ids, pageParam), signal), at: pageParam }),
    getNextPageParam: ({ at }) => ((at + 1) * BATCH < ids.length ? at + 1 : null),
  })

function batch(ids: readonly string[], at: number): readonly string[] {
  return ids.slice(at * BATCH, (at + 1) * BATCH)
}

/** The ids of all tracks of a playlist. */
export const membersQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.playlist(id), 'members'],
    enabled: id !== '',
    queryFn: async ({ signal }) => {
      const ids: string[] = []
      let cursor: string | undefined
      do {
        const page: Schemas['PlaylistItems'] = await answered(
          api.GET('/api/v1/playlists/{playlist_id}/items', {
            params: { path: { playlist_id: id }, query: { limit: 500, cursor } },
            signal,
          }),
        )
        ids.push(...page.items.map(({ track }) => track.id))
        cursor = page.next ?? undefined
      } while (cursor)
      return ids
    },
  })

/** What a radio gave out, in the order in which it did. */
export const radioLineQuery = (id: string, after: number) =>
  queryOptions({
    queryKey: [...keys.radio(id), 'line', after],
    enabled: id !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { items } = await answered(
        api.GET('/api/v1/radio/{radio_id}/plays', {
          params: { path: { radio_id: id }, query: { limit: 100 } },
          signal,
        }),
      )
      return items.map(({ track }) => track.id).reverse()
    },
  })

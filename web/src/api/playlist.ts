import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'
import { Problem } from './problem'

export type Item = Schemas['PlaylistItem']
type Page = Schemas['PlaylistItems']

const at = (id: string) => ({ path: { playlist_id: id } })
const itemsKey = (id: string) => [...keys.playlist(id), 'items'] as const

export const playlistQuery = (id: string) =>
  queryOptions({
    queryKey: keys.playlist(id),
    queryFn: ({ signal }) => answered(api.GET('/api/v1/playlists/{playlist_id}', { params: at(id), signal })),
  })

export const itemsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: itemsKey(id),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET('/api/v1/playlists/{playlist_id}/items', {
          params: { ...at(id), query: { limit: 200, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    getNextPageParam: (page: Page) => page.next,
  })

export const suggestionsQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: [...keys.playlist(id), 'suggestions', version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/playlists/{playlist_id}/suggestions', {
          params: { ...at(id), query: { limit: 8 } },
          signal,
        }),
      ),
  })

export const sharesQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.playlist(id), 'shares'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/playlists/{playlist_id}/share', { params: at(id), signal })),
  })

/** Changes that name the version that they are meant for; who comes second is told, and sees the present state. */
export function usePlaylistChanges(id: string) {
  const client = useQueryClient()
  const version = () => {
    const playlist = client.getQueryData(playlistQuery(id).queryKey)
    return { 'If-Match': playlist ? `"${playlist.version}"` : '*' }
  }
  const refresh = () => refreshed(client, id)
  const change = <Input, Output>(ask: (input: Input) => Promise<Output>) =>
    useMutation({ mutationFn: ask, onSuccess: refresh, onError: (problem) => stale(problem) && refresh() })

  return {
    describe: change((body: { name?: string; description?: string }) =>
      answered(
        api.PATCH('/api/v1/playlists/{playlist_id}', {
          params: { ...at(id), header: version() },
          body: { name: null, description: null, rule: null, ...body },
        }),
      ),
    ),
    add: change((input: { trackIds: string[]; position?: number }) =>
      answered(
        api.POST('/api/v1/playlists/{playlist_id}/items', {
          params: { ...at(id), header: version() },
          body: { track_ids: input.trackIds, position: input.position ?? null, unique: false },
        }),
      ),
    ),
    move: change((input: { itemIds: string[]; position: number }) =>
      answered(
        api.POST('/api/v1/playlists/{playlist_id}/items/move', {
          params: { ...at(id), header: version() },
          body: { item_ids: input.itemIds, position: input.position },
        }),
      ),
    ),
    remove: change((itemIds: string[]) =>
      answered(
        api.POST('/api/v1/playlists/{playlist_id}/items/remove', {
          params: { ...at(id), header: version() },
          body: { item_ids: itemIds },
        }),
      ),
    ),
    extend: change((count: number) =>
      answered(
        api.POST('/api/v1/playlists/{playlist_id}/extend', {
          params: { ...at(id), header: version() },
          body: { count },
        }),
      ),
    ),
    order: change((apply: boolean) =>
      answered(
        api.POST('/api/v1/playlists/{playlist_id}/order', {
          params: { ...at(id), header: version() },
          body: { first: null, weights: {}, apply },
        }),
      ),
    ),
    freeze: change(() =>
      answered(api.POST('/api/v1/playlists/{playlist_id}/freeze', { params: { ...at(id), header: version() } })),
    ),
  }
}

/** Whether somebody else, or another tab, was quicker. */
export function stale(problem: unknown): boolean {
  return problem instanceof Problem && problem.status === 412
}

async function refreshed(client: QueryClient, id: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.playlist(id) }),
    client.invalidateQueries({ queryKey: keys.playlists, exact: true }),
  ])
}

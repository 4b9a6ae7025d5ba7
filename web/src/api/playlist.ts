import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'

export type Item = Schemas['PlaylistItem']
export type Ordering = Schemas['Ordering']
export type Suggestion = Schemas['Suggestion']
export type Weights = Required<Schemas['Weights']>

/** Items that are read at once; the first ones are few, as somebody waits for them. */
export const PAGE = 500
const FIRST = 100

export const at = (id: string) => ({ path: { playlist_id: id } })

export const playlistQuery = (id: string) =>
  queryOptions({
    queryKey: keys.playlist(id),
    queryFn: ({ signal }) => answered(api.GET('/api/v1/playlists/{playlist_id}', { params: at(id), signal })),
  })

export const itemsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.playlist(id), 'items'] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET('/api/v1/playlists/{playlist_id}/items', {
          params: { ...at(id), query: pageParam ? { limit: PAGE, cursor: pageParam } : { limit: FIRST } },
          signal,
        }),
      ),
    getNextPageParam: (page: Schemas['PlaylistItems']) => page.next,
    // ten thousand items are not compared with those of before, one by one, at every page
    structuralSharing: false,
  })

export const transitionsQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: [...keys.playlist(id), 'transitions', version],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/playlists/{playlist_id}/transitions', { params: at(id), signal })),
  })

export const suggestionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.playlist(id), 'suggestions'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/playlists/{playlist_id}/suggestions', { params: { ...at(id), query: { limit: 6 } }, signal }),
      ),
  })

/** The order that is proposed for a version of a playlist; nothing is changed by asking. */
export const proposalQuery = (id: string, version: number, first: string | null, weights: Weights) =>
  queryOptions({
    queryKey: [...keys.playlist(id), 'order', version, first, weights],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answered(
        api.POST('/api/v1/playlists/{playlist_id}/order', {
          params: at(id),
          body: { first, weights, apply: false },
          signal,
        }),
      ),
  })

export const sharesQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.playlist(id), 'shares'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/playlists/{playlist_id}/share', { params: at(id), signal })),
  })

import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'
import type { paths } from './schema'

export type SimilarConditions = NonNullable<paths['/api/v1/tracks/{track_id}/similar']['get']['parameters']['query']>
export type Why = Schemas['Why']

/** What sounds like a track; the answer before stays until the next is there. */
export const similarQuery = (id: string, conditions: SimilarConditions) =>
  queryOptions({
    queryKey: keys.similar(id, conditions),
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/tracks/{track_id}/similar', {
          params: { path: { track_id: id }, query: conditions },
          signal,
        }),
      ),
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  })

export const alikeAlbumsQuery = (id: string) =>
  queryOptions({
    queryKey: ['album', id, 'similar'],
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/albums/{album_id}/similar', {
          params: { path: { album_id: id }, query: { limit: 12 } },
          signal,
        }),
      ),
  })

export const alikeArtistsQuery = (id: string) =>
  queryOptions({
    queryKey: ['artist', id, 'similar'],
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/artists/{artist_id}/similar', {
          params: { path: { artist_id: id }, query: { limit: 12 } },
          signal,
        }),
      ),
  })

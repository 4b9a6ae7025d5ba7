import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'
import type { paths } from './schema'

export type TrackConditions = NonNullable<paths['/api/v1/tracks']['get']['parameters']['query']>
export type AlbumConditions = NonNullable<paths['/api/v1/albums']['get']['parameters']['query']>
export type ArtistConditions = NonNullable<paths['/api/v1/artists']['get']['parameters']['query']>
export type Album = Schemas['Album']
export type Artist = Schemas['Artist']

const PAGE = 100

interface Paged<T> {
  items: T[]
  next: string | null
}

/** A list that is read page by page. */
function paged<T, P extends Paged<T>>(
  queryKey: readonly unknown[],
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<P>,
) {
  return infiniteQueryOptions({
    queryKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => ask(pageParam ?? undefined, signal),
    getNextPageParam: (page: P) => page.next,
  })
}

export const tracksQuery = (conditions: TrackConditions) =>
  paged<Schemas['Track'], Schemas['CountedTracks']>(keys.tracks(conditions), (cursor, signal) =>
    answered(api.GET('/api/v1/tracks', { params: { query: { limit: PAGE, ...conditions, cursor } }, signal })),
  )

export const albumsQuery = (conditions: AlbumConditions) =>
  paged<Album, Schemas['AlbumPage']>(keys.albums(conditions), (cursor, signal) =>
    answered(api.GET('/api/v1/albums', { params: { query: { limit: PAGE, ...conditions, cursor } }, signal })),
  )

export const artistsQuery = (conditions: ArtistConditions) =>
  paged<Artist, Schemas['ArtistPage']>(keys.artists(conditions), (cursor, signal) =>
    answered(api.GET('/api/v1/artists', { params: { query: { limit: PAGE, ...conditions, cursor } }, signal })),
  )

export const genresQuery = paged<Schemas['Genre'], Schemas['GenrePage']>(
  keys.genres({ sort: 'tracks' }),
  (cursor, signal) =>
    answered(api.GET('/api/v1/genres', { params: { query: { limit: 200, sort: 'tracks', cursor } }, signal })),
)

/** Genres that are called like this, the commonest first. */
export const genreNamesQuery = (text: string) =>
  queryOptions({
    queryKey: keys.genres({ text }),
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/genres', { params: { query: { limit: 100, sort: 'tracks', q: text } }, signal })),
  })

export const moodsQuery = queryOptions({
  queryKey: keys.moods,
  staleTime: 60_000,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/moods', { signal })),
})

export const yearsQuery = queryOptions({
  queryKey: keys.years,
  staleTime: 60_000,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/years', { signal })),
})

export const albumQuery = (id: string) =>
  queryOptions({
    queryKey: ['album', id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/albums/{album_id}', { params: { path: { album_id: id } }, signal })),
  })

export const genreQuery = (id: string) =>
  queryOptions({
    queryKey: ['genre', id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/genres/{genre_id}', { params: { path: { genre_id: id } }, signal })),
  })

export const artistQuery = (id: string) =>
  queryOptions({
    queryKey: ['artist', id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/artists/{artist_id}', { params: { path: { artist_id: id } }, signal })),
  })

/** The folders in a folder. */
export const subFoldersQuery = (path: string) =>
  queryOptions({
    queryKey: keys.folder(path),
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const folder = api.GET('/api/v1/library/folders', { params: { query: { path, limit: 1 } }, signal })
      return (await answered(folder)).folders
    },
  })

export const favouritesQuery = paged<Schemas['FavouriteTrack'], Schemas['FavouritePage']>(
  keys.favourites,
  (cursor, signal) => answered(api.GET('/api/v1/favourites', { params: { query: { limit: PAGE, cursor } }, signal })),
)

export const historyQuery = paged<Schemas['Play'], Schemas['PlayPage']>(keys.history, (cursor, signal) =>
  answered(api.GET('/api/v1/me/history', { params: { query: { limit: PAGE, cursor } }, signal })),
)

export const recentQuery = queryOptions({
  queryKey: [...keys.history, 'recent'],
  queryFn: ({ signal }) =>
    answered(api.GET('/api/v1/me/recently-played', { params: { query: { limit: 12 } }, signal })),
})

export const mostPlayedQuery = (period: Schemas['Period']) =>
  queryOptions({
    queryKey: [...keys.history, 'most', period],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/me/most-played', { params: { query: { period, limit: 12 } }, signal })),
  })

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'

export type SharedItem = Schemas['SharedItem']

const at = (token: string) => ({ path: { token } })

export const sharedQuery = (token: string) =>
  queryOptions({
    queryKey: keys.shared(token),
    queryFn: ({ signal }) => answered(api.GET('/api/v1/shared/{token}', { params: at(token), signal })),
  })

export const sharedItemsQuery = (token: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.shared(token), 'items'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET('/api/v1/shared/{token}/items', {
          params: { ...at(token), query: { limit: 500, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next,
  })

const root = (token: string) => `/api/v1/shared/${encodeURIComponent(token)}`

export function sharedCoverUrl(token: string): string {
  return `${root(token)}/cover?absent=empty&size=512`
}

export function sharedArtworkUrl(token: string, track: string): string {
  return `${root(token)}/tracks/${track}/artwork?absent=empty&size=64`
}

export function sharedStreamUrl(token: string, track: string, transcode: string | null, start: number): string {
  const query = new URLSearchParams()
  if (transcode) query.set('format', transcode)
  if (start > 0) query.set('start', start.toFixed(2))
  return `${root(token)}/tracks/${track}/stream${query.size ? `?${query}` : ''}`
}

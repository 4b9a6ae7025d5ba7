import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'

export type Mix = Schemas['Mix']
export type Cluster = Schemas['Cluster']

export const mixesQuery = queryOptions({
  queryKey: keys.mixes,
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/me/mixes', { signal })),
})

export const mixQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.mixes, id],
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/me/mixes/{mix_id}', { params: { path: { mix_id: id } }, signal })),
  })

export const clustersQuery = queryOptions({
  queryKey: keys.clusters,
  staleTime: 60_000,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/clusters', { signal })),
})

const members = (id: string, limit: number, cursor: string | null, signal: AbortSignal) =>
  answered(
    api.GET('/api/v1/clusters/{cluster_id}/tracks', {
      params: { path: { cluster_id: id }, query: { limit, cursor: cursor ?? undefined } },
      signal,
    }),
  )

/** The most typical tracks of a cluster. */
export const typicalQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.clusters, id, 'typical'],
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => members(id, 20, null, signal),
  })

export const membersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.clusters, id, 'tracks'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => members(id, 200, pageParam, signal),
    getNextPageParam: (page) => page.next,
  })

export function useRefreshMixes() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answered(api.POST('/api/v1/me/mixes/refresh')),
    onSuccess: (mixes) => client.setQueryData(mixesQuery.queryKey, mixes),
  })
}

export function useKeepMix() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      answered(api.POST('/api/v1/me/mixes/{mix_id}/keep', { params: { path: { mix_id: id } }, body: { name } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.playlists }),
  })
}

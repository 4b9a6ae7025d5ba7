import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answered, answeredIfAny, api, type Schemas } from './client'

export type Recommendation = Schemas['Recommendation']
export type Recommendations = Schemas['Recommendations']
export type OutsideUpload = Schemas['OutsideUpload']

/** What suggestions have to have in common with the track. */
export interface BeyondWishes {
  same_bpm?: boolean
  same_genre?: boolean
  matching_key?: boolean
}

const SOON = 3000
const key = (id: string) => ['track', id, 'beyond'] as const
const uploadKey = (id: string) => ['track', id, 'cyanite'] as const
const UNDER_WAY = new Set(['sending', 'waiting', 'listening'])

/** Tracks in other catalogues; asked again while services are still being asked. */
export const beyondQuery = (id: string, wishes: BeyondWishes) =>
  queryOptions({
    queryKey: [...key(id), wishes],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/tracks/{track_id}/recommendations', {
          params: { path: { track_id: id }, query: { ...wishes, limit: 18 } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      if (state.data?.refreshing) return SOON
      const again = state.data?.again_at
      return again ? Math.max(SOON, new Date(again).getTime() - Date.now()) : false
    },
  })

/** How far Cyanite is with a track that was sent there; null for one that was not. */
export const uploadQuery = (id: string) =>
  queryOptions({
    queryKey: uploadKey(id),
    queryFn: ({ signal }) =>
      answeredIfAny(
        api.GET('/api/v1/tracks/{track_id}/cyanite', {
          params: { path: { track_id: id }, query: { absent: 'empty' } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => UNDER_WAY.has(state.data?.state ?? '') && 2 * SOON,
  })

export function useUploadChanges(id: string) {
  const client = useQueryClient()
  const params = { params: { path: { track_id: id } } }
  const onSettled = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: uploadKey(id) }),
      client.invalidateQueries({ queryKey: key(id) }),
    ])
  return {
    send: useMutation({ mutationFn: () => answered(api.PUT('/api/v1/tracks/{track_id}/cyanite', params)), onSettled }),
    take: useMutation({ mutationFn: () => api.DELETE('/api/v1/tracks/{track_id}/cyanite', params), onSettled }),
  }
}

import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'

export type LibraryStatus = Schemas['LibraryStatus']
export type Scan = Schemas['Scan']
export type Job = Schemas['ListedJob']
export type FailureReason = Schemas['FailureReason']

const OFTEN = 5000

export const statusQuery = queryOptions({
  queryKey: keys.status,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/library/status', { signal })),
})

export const placeQuery = queryOptions({
  queryKey: keys.place,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/library/place', { signal })),
})

export const serverFolderQuery = (path: string) =>
  queryOptions({
    queryKey: [...keys.place, 'folders', path],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/library/place/folders', { params: { query: { path } }, signal })),
  })

export const scansQuery = queryOptions({
  queryKey: keys.scans,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/library/scans', { params: { query: { limit: 20 } }, signal })),
})

export const scanQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.scans, id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/library/scans/{scan_id}', { params: { path: { scan_id: id } }, signal })),
  })

export const jobsQuery = (state: readonly Schemas['JobState'][]) =>
  infiniteQueryOptions({
    queryKey: [...keys.jobs, state],
    refetchInterval: OFTEN,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET('/api/v1/library/jobs', {
          params: { query: { state: [...state], limit: 50, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next,
  })

export const artworkJobsQuery = (state: readonly Schemas['ArtworkState'][]) =>
  infiniteQueryOptions({
    queryKey: [...keys.artworkJobs, state],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET('/api/v1/artwork/jobs', {
          params: { query: { state: [...state], limit: 50, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next,
  })

export const modelsQuery = queryOptions({
  queryKey: keys.models,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/models', { signal })),
  refetchInterval: (query) => (query.state.data?.measuring ? 2000 : false),
})

export const systemQuery = queryOptions({
  queryKey: keys.system,
  staleTime: 60_000,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/system', { signal })),
})

export const capabilitiesQuery = queryOptions({
  queryKey: keys.capabilities,
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/capabilities', { signal })),
})

export function useChooseFolder() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (folder: string) => answered(api.PUT('/api/v1/library/place', { body: { folder } })),
    // the tracks of the folder before are gone from every list
    onSuccess: (place) => {
      client.setQueryData(keys.place, place)
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[1] !== 'place' })
    },
  })
}

export function useScan() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Partial<Schemas['ScanRequest']> = {}) =>
      answered(api.POST('/api/v1/library/scans', { body: { accept_empty: false, retry_failed: false, ...body } })),
    onSuccess: (scan) => {
      client.setQueryData(keys.status, (status: LibraryStatus | undefined) => status && { ...status, scan })
      void client.invalidateQueries({ queryKey: keys.scans })
    },
  })
}

/** Another try of one track that could not be listened to. */
export function useRetryTrack() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => {
      await api.POST('/api/v1/tracks/{track_id}/retry', { params: { path: { track_id: id } } })
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.status }),
        client.invalidateQueries({ queryKey: ['tracks'] }),
      ]),
  })
}

export function useJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, deed }: { id: string; deed: 'cancel' | 'retry' }) => {
      const params = { params: { path: { job_id: id } } }
      if (deed === 'cancel') await api.POST('/api/v1/library/jobs/{job_id}/cancel', params)
      else await api.POST('/api/v1/library/jobs/{job_id}/retry', params)
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.jobs }),
  })
}

export function useLookForArtwork() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answered(api.POST('/api/v1/artwork/missing')),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.artworkJobs }),
  })
}

export function useMeasure() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answered(api.POST('/api/v1/models/quality')),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.models }),
  })
}

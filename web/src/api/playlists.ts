import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'

export type Playlist = Schemas['Playlist']

export const playlistsQuery = queryOptions({
  queryKey: keys.playlists,
  staleTime: 30_000,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/playlists', { signal })),
})

export function useCreatePlaylist() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string; description?: string; track_ids?: string[]; rule?: Schemas['RuleRequest'] }) =>
      answered(api.POST('/api/v1/playlists', { body: { description: '', track_ids: [], rule: null, ...body } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.playlists }),
  })
}

export function useAddToPlaylist() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, trackIds }: { id: string; trackIds: string[] }) =>
      answered(
        api.POST('/api/v1/playlists/{playlist_id}/items', {
          params: { path: { playlist_id: id }, header: { 'If-Match': '*' } },
          body: { track_ids: trackIds, position: null, unique: false },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.playlists }),
  })
}

export function useDuplicatePlaylist() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      answered(
        api.POST('/api/v1/playlists/{playlist_id}/duplicate', {
          params: { path: { playlist_id: id } },
          body: { name },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.playlists, exact: true }),
  })
}

export function useDeletePlaylist() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, version }: { id: string; version: number }) => {
      await api.DELETE('/api/v1/playlists/{playlist_id}', {
        params: { path: { playlist_id: id }, header: { 'If-Match': `"${version}"` } },
      })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.playlists, exact: true }),
  })
}

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { picturesChanged } from '@/lib/picture-version'
import { answered, api, type Schemas } from './client'

export type ArtworkDetails = Schemas['ArtworkDetails']

/** What has a picture: an album, or a track, which stands for its album where it has one. */
export interface Pictured {
  readonly kind: 'albums' | 'tracks'
  readonly id: string
}

const SOON = 1500
const key = ({ kind, id }: Pictured) => ['artwork', kind, id] as const

/** Where a picture comes from, and what else there is; asked again while one is on its way. */
export const artworkQuery = (of: Pictured) =>
  queryOptions({
    queryKey: key(of),
    queryFn: ({ signal }): Promise<ArtworkDetails> =>
      of.kind === 'albums'
        ? answered(
            api.GET('/api/v1/albums/{album_id}/artwork/details', { params: { path: { album_id: of.id } }, signal }),
          )
        : answered(
            api.GET('/api/v1/tracks/{track_id}/artwork/details', { params: { path: { track_id: of.id } }, signal }),
          ),
    refetchInterval: ({ state }) => state.data?.job?.state === 'waiting' && SOON,
  })

/** What admins may change of it. */
export function useArtworkChanges(of: Pictured) {
  const client = useQueryClient()
  const told = {
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['artwork'] })
      picturesChanged()
    },
  }
  const album = { params: { path: { album_id: of.id } } }
  const track = { params: { path: { track_id: of.id } } }
  const onAlbum = of.kind === 'albums'
  return {
    another: useMutation({
      ...told,
      mutationFn: async (generator: string) => {
        const body = { generator }
        if (onAlbum) await api.POST('/api/v1/albums/{album_id}/artwork', { ...album, body })
        else await api.POST('/api/v1/tracks/{track_id}/artwork', { ...track, body })
      },
    }),
    reject: useMutation({
      ...told,
      mutationFn: async () => {
        if (onAlbum) await api.DELETE('/api/v1/albums/{album_id}/artwork', album)
        else await api.DELETE('/api/v1/tracks/{track_id}/artwork', track)
      },
    }),
    restore: useMutation({
      ...told,
      mutationFn: async (picture: string) => {
        const body = { picture_id: picture }
        if (onAlbum) await api.POST('/api/v1/albums/{album_id}/artwork/restore', { ...album, body })
        else await api.POST('/api/v1/tracks/{track_id}/artwork/restore', { ...track, body })
      },
    }),
    upload: useMutation({
      ...told,
      mutationFn: async (file: File) => {
        // the picture is the body: it goes as the bytes that it is
        const sent = {
          body: file as unknown as string,
          bodySerializer: () => file,
          headers: { 'Content-Type': file.type },
        }
        if (onAlbum) await api.PUT('/api/v1/albums/{album_id}/artwork', { ...album, ...sent })
        else await api.PUT('/api/v1/tracks/{track_id}/artwork', { ...track, ...sent })
      },
    }),
  }
}

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import i18next from 'i18next'
import { albumQuery, artistQuery } from '@/api/lists'
import { playlistQuery } from '@/api/playlist'
import { trackQuery } from '@/api/tracks'
import type { Seed } from './seeds'

interface Face {
  label: string
  note: string
  /** Whose picture stands for it. */
  cover: { kind: 'tracks' | 'albums'; id: string } | null
}

/** What people call a seed; an address has its id only. */
export function useSeedFace({ kind, id }: Pick<Seed, 'kind' | 'id'>) {
  const client = useQueryClient()
  return useQuery({ queryKey: ['seed', kind, id], staleTime: 60_000, queryFn: () => faceOf(client, kind, id) })
}

async function faceOf(client: QueryClient, kind: Seed['kind'], id: string): Promise<Face> {
  if (kind === 'track') {
    const { title, artist } = await client.ensureQueryData(trackQuery(id))
    return { label: title, note: artist, cover: { kind: 'tracks', id } }
  }
  if (kind === 'album') {
    const { name, artist } = await client.ensureQueryData(albumQuery(id))
    return { label: name, note: artist, cover: { kind: 'albums', id } }
  }
  if (kind === 'artist') return plain((await client.ensureQueryData(artistQuery(id))).name)
  if (kind === 'playlist') return plain((await client.ensureQueryData(playlistQuery(id))).name)
  return plain(kind === 'favourites' ? i18next.t('nav.favourites') : id)
}

const plain = (label: string): Face => ({ label, note: '', cover: null })

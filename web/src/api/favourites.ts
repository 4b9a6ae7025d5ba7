import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from './client'
import { keys } from './keys'
import type { Track } from './tracks'

/** Like a track or take it back; shown at once wherever it is on the page, and undone when the server refuses. */
export function useFavour() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, favourite }: { id: string; favourite: boolean }) => {
      const params = { params: { path: { track_id: id } } }
      if (favourite) await api.PUT('/api/v1/favourites/{track_id}', params)
      else await api.DELETE('/api/v1/favourites/{track_id}', params)
    },
    onMutate: ({ id, favourite }) => mark(client, id, favourite),
    onError: (_, { id, favourite }) => mark(client, id, !favourite),
    onSettled: () => client.invalidateQueries({ queryKey: keys.favourites }),
  })
}

/** Rewrites every cached answer that holds the track. */
function mark(client: QueryClient, id: string, favourite: boolean): void {
  client.setQueriesData({}, (data: unknown) => marked(data, id, favourite))
}

/** `data` with the track's mark changed wherever it occurs; the same object where it does not. */
function marked(data: unknown, id: string, favourite: boolean): unknown {
  if (Array.isArray(data)) {
    const items = data.map((item) => marked(item, id, favourite))
    return items.some((item, index) => item !== data[index]) ? items : data
  }
  if (data === null || typeof data !== 'object' || Object.getPrototypeOf(data) !== Object.prototype) return data
  const entries = Object.entries(data).map(([name, value]) => [name, marked(value, id, favourite)] as const)
  const changed = entries.some(([name, value]) => value !== (data as Record<string, unknown>)[name])
  const copy = changed ? Object.fromEntries(entries) : data
  const track = copy as Partial<Track>
  return track.id === id && 'favourite' in track && track.favourite !== favourite ? { ...track, favourite } : copy
}

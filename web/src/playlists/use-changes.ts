import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answered, api, type Schemas } from '@/api/client'
import { keys } from '@/api/keys'
import { at, type Item, itemsQuery, PAGE, playlistQuery, suggestionsQuery, type Weights } from '@/api/playlist'
import { type Playlist, playlistsQuery } from '@/api/playlists'
import { Problem } from '@/api/problem'
import { toast } from '@/ui/toast'
import { inserted, moved, without } from './arrange'

export type PlaylistChanges = ReturnType<typeof usePlaylistChanges>

interface Change<Input, Output> {
  ask(input: Input, header: { 'If-Match': string }): Promise<Output>
  playlist(output: Output): Playlist
  /** What it will make of the playlist itself: shown at once, as that of its items. */
  described?(input: Input): Partial<Playlist>
  /** What it will make of the items: shown at once. */
  foreseen?(items: readonly Item[], input: Input): readonly Item[]
  /** What the answer makes of them. */
  told?(items: readonly Item[], output: Output): readonly Item[]
  /** Whether other tracks would go well with it afterwards. */
  contents?: boolean
}

/**
 * Changes that name the version that they are meant for: who comes second is told so, and shown the present state.
 * They are sent one after another, and each is seen before it is answered.
 */
export function usePlaylistChanges(id: string) {
  return {
    describe: useChange(id, {
      ask: (body: { name?: string; description?: string }, header) =>
        answered(
          api.PATCH('/api/v1/playlists/{playlist_id}', {
            params: { ...at(id), header },
            body: { name: null, description: null, rule: null, ...body },
          }),
        ),
      playlist: (playlist) => playlist,
      described: (body) => body,
      told: (items) => items,
    }),
    rule: useChange(id, {
      ask: (rule: Schemas['RuleRequest'], header) =>
        answered(
          api.PATCH('/api/v1/playlists/{playlist_id}', {
            params: { ...at(id), header },
            body: { name: null, description: null, rule },
          }),
        ),
      playlist: (playlist) => playlist,
    }),
    add: useChange(id, {
      ask: ({ trackIds, position = null }: { trackIds: string[]; position?: number | null }, header) =>
        answered(
          api.POST('/api/v1/playlists/{playlist_id}/items', {
            params: { ...at(id), header },
            body: { track_ids: trackIds, position, unique: false },
          }),
        ),
      playlist: (added) => added.playlist,
      told: (items, added) => inserted(items, added.items),
      contents: true,
    }),
    move: useChange(id, {
      ask: ({ itemIds, position }: { itemIds: string[]; position: number }, header) =>
        answered(
          api.POST('/api/v1/playlists/{playlist_id}/items/move', {
            params: { ...at(id), header },
            body: { item_ids: itemIds, position },
          }),
        ),
      playlist: (playlist) => playlist,
      foreseen: (items, { itemIds, position }) => moved(items, itemIds, position),
    }),
    remove: useChange(id, {
      ask: (itemIds: string[], header) =>
        answered(
          api.POST('/api/v1/playlists/{playlist_id}/items/remove', {
            params: { ...at(id), header },
            body: { item_ids: itemIds },
          }),
        ),
      playlist: (playlist) => playlist,
      foreseen: without,
      contents: true,
    }),
    extend: useChange(id, {
      ask: (count: number, header) =>
        answered(
          api.POST('/api/v1/playlists/{playlist_id}/extend', { params: { ...at(id), header }, body: { count } }),
        ),
      playlist: (extended) => extended.playlist,
      told: (items, extended) => inserted(items, extended.items),
      contents: true,
    }),
    order: useChange(id, {
      ask: (body: { first: string | null; weights: Weights }, header) =>
        answered(
          api.POST('/api/v1/playlists/{playlist_id}/order', {
            params: { ...at(id), header },
            body: { ...body, apply: true },
          }),
        ),
      playlist: (ordered) => ordered.playlist,
      told: (_, ordered) => ordered.items,
    }),
    freeze: useChange(id, {
      ask: (_: null, header) =>
        answered(api.POST('/api/v1/playlists/{playlist_id}/freeze', { params: { ...at(id), header } })),
      playlist: (playlist) => playlist,
    }),
  }
}

function useChange<Input, Output>(id: string, change: Change<Input, Output>) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    scope: { id: `playlist:${id}` },
    mutationFn: (input: Input) => {
      const known = client.getQueryData(playlistQuery(id).queryKey)
      return change.ask(input, { 'If-Match': known ? `"${known.version}"` : '*' })
    },
    onMutate: async (input) => {
      const described = change.described?.(input)
      client.setQueryData(playlistQuery(id).queryKey, (known) => known && { ...known, ...described })
      if (!change.foreseen) return
      await client.cancelQueries({ queryKey: itemsQuery(id).queryKey })
      rewrite(client, id, (items) => change.foreseen?.(items, input) ?? items)
    },
    onSuccess: async (output) => {
      const playlist = change.playlist(output)
      client.setQueryData(playlistQuery(id).queryKey, playlist)
      void client.invalidateQueries({ queryKey: playlistsQuery.queryKey, exact: true })
      if (change.contents) void client.invalidateQueries({ queryKey: suggestionsQuery(id).queryKey })
      const known = change.told
        ? rewrite(client, id, (items) => change.told?.(items, output) ?? items)
        : change.foreseen !== undefined && rewrite(client, id, (items) => items)
      if (!known) await client.invalidateQueries({ queryKey: itemsQuery(id).queryKey })
    },
    onError: async (problem) => {
      toast.fault(isOutdated(problem) ? new Error(t('playlist.outdated')) : problem)
      await client.invalidateQueries({ queryKey: keys.playlist(id) })
    },
  })
}

/** Rewrites the items where they are cached; false when they are not all there, and have to be read anew. */
function rewrite(client: QueryClient, id: string, change: (items: readonly Item[]) => readonly Item[]): boolean {
  const { queryKey } = itemsQuery(id)
  const pages = client.getQueryData(queryKey)?.pages ?? []
  if (pages.at(-1)?.next !== null) return false
  const before = pages.flatMap((page) => page.items)
  const items = change(before)
  if (items === before) return true
  const shown = Array.from({ length: Math.max(1, Math.ceil(items.length / PAGE)) }, (_, page) => ({
    items: items.slice(page * PAGE, (page + 1) * PAGE),
    next: null,
    count: items.length,
    version: 0,
  }))
  client.setQueryData(queryKey, { pages: shown, pageParams: shown.map(() => null) })
  return true
}

/** Whether somebody else, or another tab, was quicker. */
function isOutdated(problem: unknown): boolean {
  return problem instanceof Problem && problem.status === 412
}

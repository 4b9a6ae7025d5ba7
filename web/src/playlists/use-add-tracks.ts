import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answered, api } from '@/api/client'
import { keys } from '@/api/keys'
import { at } from '@/api/playlist'
import { useAddToPlaylist } from '@/api/playlists'
import { toast } from '@/ui/toast'

/** Puts tracks at the end of a playlist, says so, and takes them out again when that was a slip. */
export function useAddTracks(): (playlist: { id: string; name: string }, trackIds: string[]) => void {
  const { t } = useTranslation()
  const client = useQueryClient()
  const add = useAddToPlaylist()

  const takeBack = async (id: string, itemIds: string[]) => {
    try {
      await answered(
        api.POST('/api/v1/playlists/{playlist_id}/items/remove', {
          params: { ...at(id), header: { 'If-Match': '*' } },
          body: { item_ids: itemIds },
        }),
      )
      await client.invalidateQueries({ queryKey: keys.playlists })
    } catch (problem) {
      toast.fault(problem)
    }
  }

  return ({ id, name }, trackIds) =>
    add.mutate(
      { id, trackIds },
      {
        onSuccess: ({ items }) =>
          toast.done(t('track.addedTo', { name }), () =>
            takeBack(
              id,
              items.map((item) => item.id),
            ),
          ),
        onError: toast.fault,
      },
    )
}

import { useQueryClient } from '@tanstack/react-query'
import { useFavour } from '@/api/favourites'
import { trackQuery } from '@/api/tracks'
import { useControls } from '@/player/context'

/** Likes what plays or, where it is liked, takes that back. */
export function useLikeCurrent(): () => Promise<void> {
  const client = useQueryClient()
  const controls = useControls()
  const { mutate } = useFavour()
  return async () => {
    const song = controls.current?.song
    if (!song) return
    const track = await client.ensureQueryData(trackQuery(song.id))
    mutate({ id: song.id, favourite: !track.favourite })
  }
}

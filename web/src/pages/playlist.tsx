import { usePrefetchInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { itemsQuery, playlistQuery } from '@/api/playlist'
import { HeroSkeleton } from '@/library/hero'
import { PlaylistView } from '@/playlists/playlist-view'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { RouteFault } from './route-fault'

/** One playlist: what is in it, and all that can be done with it. */
export default function PlaylistPage() {
  const { id } = useParams({ from: '/inside/playlists/$id' })
  const { data, isError, error, refetch } = useQuery(playlistQuery(id))
  usePrefetchInfiniteQuery(itemsQuery(id))
  if (data) return <PlaylistView key={id} playlist={data} />
  if (isError) return <RouteFault error={error} reset={refetch} />
  return (
    <div className="mx-auto max-w-[90rem] px-4 sm:px-6">
      <HeroSkeleton />
      <TrackTableSkeleton rows={10} />
    </div>
  )
}

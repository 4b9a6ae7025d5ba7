import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { clustersQuery, membersQuery } from '@/api/mixes'
import { useCreatePlaylist } from '@/api/playlists'
import type { Track } from '@/api/tracks'
import { HeroSkeleton } from '@/library/hero'
import { NotFound } from '@/pages/not-found'
import { RouteFault } from '@/pages/route-fault'
import { CollectionView } from './collection-view'

const MOST = 10_000

/** Tracks of the library that sound alike, the most typical first. */
export function ClusterView({ id }: { id: string }) {
  const { t } = useTranslation()
  const clusters = useQuery(clustersQuery)
  const query = useInfiniteQuery(membersQuery(id))
  const create = useCreatePlaylist()
  const tracks = query.data?.pages.flatMap((page) => page.items) ?? []
  const cluster = clusters.data?.items.find((one) => one.id === id)

  /** All of them, not only those that were looked at. */
  const keep = async (name: string) => {
    let all: Track[] = tracks
    for (let whole = !query.hasNextPage; !whole && all.length < MOST; ) {
      const { data, hasNextPage } = await query.fetchNextPage({ throwOnError: true })
      all = data?.pages.flatMap((page) => page.items) ?? all
      whole = !hasNextPage
    }
    return create.mutateAsync({ name, track_ids: all.slice(0, MOST).map((track) => track.id) })
  }

  if (query.isError) return <RouteFault error={query.error} reset={query.refetch} />
  if (clusters.isSuccess && !cluster) return <NotFound />
  if (!cluster || !query.data) return <HeroSkeleton />
  return (
    <CollectionView
      kind={t('mixes.collection')}
      traits={cluster.name}
      count={cluster.tracks}
      tracks={tracks}
      context={`cluster:${id}`}
      more={query.isFetchingNextPage ? undefined : () => void query.fetchNextPage()}
      hasMore={query.hasNextPage}
      keep={keep}
      keeping={create.isPending || query.isFetchingNextPage}
    />
  )
}

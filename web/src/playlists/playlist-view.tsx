import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ListMusic, SlidersHorizontal } from 'lucide-react'
import { Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Item, itemsQuery, transitionsQuery } from '@/api/playlist'
import type { Playlist } from '@/api/playlists'
import { lazyPart } from '@/lib/part'
import { useScroller } from '@/shell/scroller'
import type { Row } from '@/tracks/track-row'
import { TrackTable } from '@/tracks/track-table'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { Empty, Fault } from '@/ui/states'
import { toast } from '@/ui/toast'
import { runs } from './arrange'
import { PlaylistHero } from './playlist-hero'
import { Suggestions } from './suggestions'
import { TransitionMark } from './transition-mark'
import { usePlaylistChanges } from './use-changes'

const ArrangedTracks = lazyPart(() => import('./arranged-tracks'))

/** A playlist: its head, its tracks, what would go well with them. */
export function PlaylistView({ playlist }: { playlist: Playlist }) {
  const { t } = useTranslation()
  const { id } = playlist
  const scroller = useScroller()
  const changes = usePlaylistChanges(id)
  const [transitions, setTransitions] = useState(false)
  const query = useInfiniteQuery(itemsQuery(id))
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } = query
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const follows = useQuery({ ...transitionsQuery(id, playlist.version), enabled: transitions })
  const rows = useMemo(() => {
    const byItem = new Map(transitions ? follows.data?.items.map((one) => [one.to_item, one]) : [])
    return items.map((item): Row => {
      const transition = byItem.get(item.id)
      return { key: item.id, track: item.track, note: transition && <TransitionMark transition={transition} /> }
    })
  }, [items, transitions, follows.data])

  // all of it is read, so that anything can be carried anywhere; a cursor of an older version reads it anew
  useEffect(() => {
    if (isFetchNextPageError) void refetch()
    else if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch])

  const remove = (gone: Item[]) => {
    const putBack = async () => {
      for (const run of runs(gone))
        await changes.add.mutateAsync({ trackIds: run.map((item) => item.track.id), position: run[0]?.position })
    }
    changes.remove.mutate(
      gone.map((item) => item.id),
      {
        onSuccess: () =>
          toast.done(t('playlist.removed', { count: gone.length }), () => void putBack().catch(() => undefined)),
      },
    )
  }

  return (
    <div className="mx-auto max-w-[90rem] px-4 pb-16 sm:px-6">
      <PlaylistHero
        playlist={playlist}
        items={items}
        changes={changes}
        whole={query.isSuccess && !hasNextPage}
        transitions={transitions}
        onTransitions={setTransitions}
      />
      {query.isPending ? (
        <TrackTableSkeleton rows={10} />
      ) : query.isError && !query.data ? (
        <Fault error={query.error} retry={refetch} />
      ) : items.length === 0 ? (
        <Empty
          icon={playlist.rule ? SlidersHorizontal : ListMusic}
          title={t(playlist.rule ? 'playlist.nothingFits' : 'playlist.empty')}
        >
          {t(playlist.rule ? 'playlist.nothingFitsHint' : 'playlist.emptyHint')}
        </Empty>
      ) : playlist.rule ? (
        <TrackTable rows={rows} context={`playlist:${id}`} scroller={scroller} hasMore={hasNextPage} />
      ) : (
        <Suspense fallback={<TrackTableSkeleton rows={10} />}>
          <ArrangedTracks
            items={items}
            rows={rows}
            context={`playlist:${id}`}
            hasMore={hasNextPage}
            onMove={(itemIds, position) => changes.move.mutate({ itemIds, position })}
            onRemove={remove}
          />
        </Suspense>
      )}
      {!playlist.rule && items.length > 0 && <Suggestions id={id} changes={changes} />}
    </div>
  )
}

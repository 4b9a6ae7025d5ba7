import { useInfiniteQuery } from '@tanstack/react-query'
import { Music4, Shuffle } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, api } from '@/api/client'
import { keys } from '@/api/keys'
import { useControls } from '@/player/context'
import { useScroller } from '@/shell/scroller'
import { TrackTable } from '@/tracks/track-table'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { Button } from '@/ui/button'
import { Page } from '@/ui/page'
import { Empty, Fault } from '@/ui/states'

/** Every track of the library. */
export default function Tracks() {
  const { t } = useTranslation()
  const scroller = useScroller()
  const controls = useControls()
  const list = useInfiniteQuery({
    queryKey: keys.tracks({}),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET('/api/v1/tracks', { params: { query: { limit: 100, cursor: pageParam ?? undefined } }, signal }),
      ),
    getNextPageParam: (page) => page.next,
  })
  const rows = useMemo(
    () => list.data?.pages.flatMap((page) => page.items.map((track) => ({ key: track.id, track }))) ?? [],
    [list.data],
  )
  const total = list.data?.pages[0]?.total
  const shuffle = async () => {
    const drawn = await answered(api.GET('/api/v1/tracks/random', { params: { query: { limit: 100 } } }))
    controls.playSongs(drawn.items, 0, 'random')
  }
  return (
    <Page
      title={t('nav.tracks')}
      note={total !== null && total !== undefined ? t('count.tracks', { count: total }) : undefined}
      actions={
        <Button onClick={shuffle}>
          <Shuffle className="size-4" aria-hidden />
          {t('action.shuffle')}
        </Button>
      }
    >
      {list.isPending ? (
        <TrackTableSkeleton rows={12} />
      ) : list.isError ? (
        <Fault error={list.error} retry={list.refetch} />
      ) : rows.length === 0 ? (
        <Empty icon={Music4} title={t('queue.empty')} />
      ) : (
        <TrackTable
          rows={rows}
          context="tracks"
          scroller={scroller}
          hasMore={list.hasNextPage}
          more={list.isFetchingNextPage ? undefined : list.fetchNextPage}
        />
      )}
    </Page>
  )
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Link2Off, ListMusic, Play } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/problem'
import { sharedCoverUrl, sharedItemsQuery, sharedQuery } from '@/api/shared'
import { span } from '@/lib/format'
import { Hero, HeroSkeleton } from '@/library/hero'
import { SharedBar } from '@/shared/shared-bar'
import { SharedList } from '@/shared/shared-list'
import { useSharedPlayer } from '@/shared/use-shared-player'
import { Wordmark } from '@/shell/wordmark'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { Button } from '@/ui/button'
import { Picture } from '@/ui/picture'
import { Empty, Fault } from '@/ui/states'

/** A playlist for whoever has the link: to be seen and heard, without an account. */
export default function Shared() {
  const { t } = useTranslation()
  const { token } = useParams({ from: '/shared/$token' })
  const scroller = useRef<HTMLDivElement>(null)
  const about = useQuery(sharedQuery(token))
  const list = useInfiniteQuery({ ...sharedItemsQuery(token), enabled: about.isSuccess })
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } = list
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const player = useSharedPlayer(token, items)

  // all of it is read, so that it plays to its end; a cursor of an older version reads it anew
  useEffect(() => {
    if (isFetchNextPageError) void refetch()
    else if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch])

  const count = list.data?.pages[0]?.count ?? 0
  const gone = about.error instanceof Problem && about.error.status === 404
  return (
    <div ref={scroller} className="flex h-dvh flex-col overflow-y-auto">
      <header className="mx-auto w-full max-w-3xl px-4 py-5 sm:px-6">
        <Wordmark />
      </header>
      <main className="mx-auto w-full max-w-3xl flex-1 px-4 pb-10 sm:px-6">
        {gone ? (
          <Empty icon={Link2Off} title={t('shared.gone')}>
            {t('shared.goneHint')}
          </Empty>
        ) : about.isError ? (
          <Fault error={about.error} retry={about.refetch} />
        ) : !about.data ? (
          <HeroSkeleton />
        ) : (
          <Hero
            kind={t('shared.kind')}
            title={about.data.name}
            description={<p className="whitespace-pre-line">{about.data.description}</p>}
            picture={
              <Picture
                url={sharedCoverUrl(token)}
                size={512}
                name={about.data.name}
                className="size-full rounded-2xl shadow-float"
                eager
              />
            }
            actions={
              <Button
                look="solid"
                size="lg"
                disabled={!items.length}
                onClick={() => player.playAt(items.findIndex((item) => !item.track.missing))}
              >
                <Play className="size-5 fill-current" aria-hidden />
                {t('action.play')}
              </Button>
            }
          >
            <span>{t('count.tracks', { count })}</span>
            {!hasNextPage && items.length > 0 && (
              <span>{span(items.reduce((sum, { track }) => sum + (track.duration ?? 0), 0))}</span>
            )}
          </Hero>
        )}
        {about.isSuccess &&
          (list.isPending ? (
            <TrackTableSkeleton rows={8} />
          ) : list.isError && !list.data ? (
            <Fault error={list.error} retry={refetch} />
          ) : items.length === 0 ? (
            <Empty icon={ListMusic} title={t('playlist.empty')} />
          ) : (
            <SharedList token={token} items={items} player={player} scroller={scroller} />
          ))}
      </main>
      <SharedBar token={token} player={player} />
    </div>
  )
}

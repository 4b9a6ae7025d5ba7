import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AudioLines, Music4 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { albumsQuery, mostPlayedQuery, recentQuery } from '@/api/lists'
import { mixesQuery } from '@/api/mixes'
import { meQuery } from '@/api/session'
import type { Track } from '@/api/tracks'
import { Ways } from '@/discover/ways'
import { AlbumCard } from '@/library/album-card'
import { usePlayRandom } from '@/library/use-play-random'
import { MixCard } from '@/mixes/collection-cards'
import { useControls } from '@/player/context'
import { Button, buttonClasses } from '@/ui/button'
import { Card, Shelf, ShelfSkeleton } from '@/ui/card'
import { Cover } from '@/ui/cover'
import { Empty, Fault } from '@/ui/states'
import { Title } from '@/ui/title'

/** Where one begins: what was played, what is new, ways to wander, what made itself, something by chance. */
export default function Home() {
  const { t } = useTranslation()
  const surprise = usePlayRandom()
  const { data: me } = useQuery(meQuery)
  const recent = useQuery(recentQuery)
  const most = useQuery(mostPlayedQuery('month'))
  const fresh = useInfiniteQuery(albumsQuery({ sort: 'added', limit: 24 }))
  const albums = fresh.data?.pages[0]?.items ?? []

  return (
    <div className="mx-auto w-full max-w-[90rem] px-4 pt-2 pb-16 sm:px-6">
      <Title>{t('nav.home')}</Title>
      <div className="mb-10 flex flex-wrap items-end justify-between gap-4">
        <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">
          {t(greeting(new Date().getHours()), { name: me?.name ?? '' })}
        </h1>
        <Button look="solid" onClick={() => surprise()}>
          <AudioLines className="size-4" aria-hidden />
          {t('home.surprise')}
        </Button>
      </div>
      {fresh.isError && <Fault error={fresh.error} retry={fresh.refetch} />}
      {fresh.isSuccess && albums.length === 0 && (
        <Empty
          icon={Music4}
          title={t('home.empty')}
          action={
            me?.role === 'admin' && (
              <Link to="/welcome" className={buttonClasses({ look: 'solid' })}>
                {t('home.begin')}
              </Link>
            )
          }
        >
          {t(me?.role === 'admin' ? 'home.emptyHint' : 'home.emptyForListeners')}
        </Empty>
      )}
      {[recent, most, fresh].some((one) => one.isPending) ? (
        <ShelfSkeleton />
      ) : (
        <>
          <Tracks title={t('home.recent')} tracks={recent.data?.items.map((one) => one.track)} context="recent" />
          <Tracks title={t('home.most')} tracks={most.data?.items.map((one) => one.track)} context="most-played" />
          {albums.length > 0 && (
            <>
              <Shelf title={t('home.fresh')} more={{ to: '/albums' }}>
                {albums.map((album, index) => (
                  <AlbumCard key={album.id} album={album} eager={index < 8} />
                ))}
              </Shelf>
              <section className="mb-12">
                <h2 className="mb-4 font-semibold text-xl tracking-tight">{t('home.wander')}</h2>
                <Ways />
              </section>
              <Mixes />
            </>
          )}
        </>
      )}
    </div>
  )
}

/** Last, as they may take a moment longer: nothing moves when they come. */
function Mixes() {
  const { t } = useTranslation()
  const { data } = useQuery(mixesQuery)
  if (!data?.items.length) return null
  return (
    <Shelf title={t('mixes.yours')} more={{ to: '/mixes' }}>
      {data.items.map((mix) => (
        <MixCard key={mix.id} mix={mix} />
      ))}
    </Shelf>
  )
}

function Tracks({ title, tracks, context }: { title: string; tracks?: Track[]; context: string }) {
  const controls = useControls()
  if (!tracks?.length) return null
  return (
    <Shelf title={title}>
      {tracks.map((track, index) => (
        <Card
          key={track.id}
          link={{ to: '/tracks/$id', params: { id: track.id } }}
          title={track.title}
          note={track.artist}
          picture={
            <Cover
              kind="tracks"
              id={track.id}
              size={256}
              name={track.album || track.title}
              className="aspect-square w-full"
              eager={index < 8}
            />
          }
          onPlay={() => controls.playSongs(tracks, index, context)}
        />
      ))}
    </Shelf>
  )
}

function greeting(hour: number) {
  if (hour < 5) return 'home.night'
  if (hour < 12) return 'home.morning'
  return hour < 18 ? 'home.afternoon' : 'home.evening'
}

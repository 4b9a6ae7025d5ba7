import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AudioLines, Music4 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { answered, api } from '@/api/client'
import { albumsQuery, mostPlayedQuery, recentQuery } from '@/api/lists'
import { meQuery } from '@/api/session'
import type { Track } from '@/api/tracks'
import { AlbumCard } from '@/library/album-card'
import { useControls } from '@/player/context'
import { Button, buttonClasses } from '@/ui/button'
import { Card, GridSkeleton, Shelf } from '@/ui/card'
import { Cover } from '@/ui/cover'
import { Empty, Fault } from '@/ui/states'
import { toast } from '@/ui/toast'

/** Where one begins: what was played, what is new, something by chance. */
export default function Home() {
  const { t } = useTranslation()
  const controls = useControls()
  const { data: me } = useQuery(meQuery)
  const recent = useQuery(recentQuery)
  const most = useQuery(mostPlayedQuery('month'))
  const fresh = useInfiniteQuery(albumsQuery({ sort: 'added', limit: 24 }))
  const albums = fresh.data?.pages[0]?.items ?? []

  const surprise = async () => {
    try {
      const drawn = await answered(api.GET('/api/v1/tracks/random', { params: { query: { limit: 50 } } }))
      if (drawn.items.length) controls.playSongs(drawn.items, 0, 'random')
    } catch (problem) {
      toast.fault(problem)
    }
  }

  return (
    <div className="mx-auto w-full max-w-[90rem] px-4 pt-2 pb-16 sm:px-6">
      <title>musicsim</title>
      <div className="mb-10 flex flex-wrap items-end justify-between gap-4">
        <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">
          {t(greeting(new Date().getHours()), { name: me?.name ?? '' })}
        </h1>
        <Button look="solid" onClick={surprise}>
          <AudioLines className="size-4" aria-hidden />
          {t('home.surprise')}
        </Button>
      </div>
      {fresh.isPending && <GridSkeleton count={12} />}
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
      <Tracks title={t('home.recent')} tracks={recent.data?.items.map((one) => one.track)} context="recent" />
      <Tracks title={t('home.most')} tracks={most.data?.items.map((one) => one.track)} context="most-played" />
      {albums.length > 0 && (
        <Shelf title={t('home.fresh')} more={{ to: '/albums' }}>
          {albums.map((album, index) => (
            <AlbumCard key={album.id} album={album} eager={index < 8} />
          ))}
        </Shelf>
      )}
    </div>
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

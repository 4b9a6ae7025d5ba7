import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Play, Shuffle, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, api } from '@/api/client'
import { genreQuery } from '@/api/lists'
import { AlbumShelf } from '@/library/album-shelf'
import { Hero, HeroSkeleton } from '@/library/hero'
import { tint } from '@/library/tint'
import { useControls } from '@/player/context'
import { useScroller } from '@/shell/scroller'
import type { Order } from '@/tracks/orders'
import { TrackTable } from '@/tracks/track-table'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { useTrackWindow } from '@/tracks/use-track-window'
import { Button, buttonClasses } from '@/ui/button'
import { Fault } from '@/ui/states'
import { toast } from '@/ui/toast'
import { RouteFault } from './route-fault'

/** One genre: its albums, its tracks. */
export default function Genre() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/inside/genres/$id' })
  const about = useQuery(genreQuery(id))
  if (about.isError) return <RouteFault error={about.error} reset={about.refetch} />
  if (!about.data) return <HeroSkeleton />
  const { name, tracks } = about.data
  return (
    <div className="mx-auto max-w-[90rem] px-4 pb-16 sm:px-6">
      <Hero
        kind={t('track.genre')}
        title={name}
        picture={<div aria-hidden className="size-full rounded-2xl shadow-float" style={{ background: tint(name) }} />}
        actions={<Actions id={id} name={name} />}
      >
        <span>{t('count.tracks', { count: tracks })}</span>
      </Hero>
      <AlbumShelf of={{ genre: id }} sort="artist" />
      <h2 className="mb-3 font-semibold text-xl tracking-tight">{t('nav.tracks')}</h2>
      <Tracks key={id} id={id} name={name} />
    </div>
  )
}

function Actions({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const controls = useControls()
  const play = async (path: '/api/v1/tracks' | '/api/v1/tracks/random') => {
    try {
      const found = await answered(api.GET(path, { params: { query: { genre: [name], limit: 500 } } }))
      controls.playSongs(found.items, 0, `genre:${id}`)
    } catch (problem) {
      toast.fault(problem)
    }
  }
  return (
    <>
      <Button look="solid" size="lg" onClick={() => play('/api/v1/tracks')}>
        <Play className="size-5 fill-current" aria-hidden />
        {t('action.play')}
      </Button>
      <Button size="lg" onClick={() => play('/api/v1/tracks/random')}>
        <Shuffle className="size-4" aria-hidden />
        {t('action.shuffle')}
      </Button>
      <Link to="/tracks" search={{ genre: [name] }} className={buttonClasses({ size: 'lg', look: 'ghost' })}>
        <SlidersHorizontal className="size-4" aria-hidden />
        {t('filter.label')}
      </Link>
    </>
  )
}

function Tracks({ id, name }: { id: string; name: string }) {
  const scroller = useScroller()
  const [order, setOrder] = useState<{ sort: Order; reverse: boolean }>({ sort: 'artist', reverse: false })
  const { rows, first, onSight, onNeed } = useTrackWindow({ genre: [name] }, order)
  if (first.isPending) return <TrackTableSkeleton rows={10} />
  if (first.isError && !first.data) return <Fault error={first.error} retry={first.refetch} />
  return (
    <TrackTable
      rows={rows}
      context={`genre:${id}`}
      scroller={scroller}
      onSight={onSight}
      onNeed={onNeed}
      sorting={{ order: order.sort, reverse: order.reverse, onSort: (sort, reverse) => setOrder({ sort, reverse }) }}
    />
  )
}

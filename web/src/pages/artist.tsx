import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { MicVocal, Play, Shuffle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { artistQuery, tracksQuery } from '@/api/lists'
import { shuffled } from '@/lib/shuffled'
import { AlbumShelf } from '@/library/album-shelf'
import { AlikeArtists } from '@/library/alike'
import { Hero, HeroSkeleton } from '@/library/hero'
import { Monogram } from '@/library/monogram'
import { rowsOf } from '@/library/rows'
import { useControls } from '@/player/context'
import { RadioLink } from '@/radio/radio-link'
import { useScroller } from '@/shell/scroller'
import { TrackTable } from '@/tracks/track-table'
import { Button } from '@/ui/button'
import { List } from '@/ui/list'
import { Empty } from '@/ui/states'
import { RouteFault } from './route-fault'

/** One artist: albums and tracks. */
export default function Artist() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/inside/artists/$id' })
  const controls = useControls()
  const scroller = useScroller()
  const about = useQuery(artistQuery(id))
  const tracks = useInfiniteQuery(tracksQuery({ artist: id, sort: 'album' }))
  const all = tracks.data?.pages.flatMap((page) => page.items) ?? []
  const context = `artist:${id}`
  // what nothing was heard of sounds like nothing
  const heard = all.some((track) => track.status === 'analysed')
  if (about.isError) return <RouteFault error={about.error} reset={about.refetch} />
  if (!about.data) return <HeroSkeleton />
  return (
    <div className="mx-auto max-w-[90rem] px-4 pb-16 sm:px-6">
      <Hero
        kind={t('track.artist')}
        title={about.data.name}
        picture={<Monogram name={about.data.name} className="size-full rounded-full text-6xl shadow-float" />}
        actions={
          <>
            <Button look="solid" size="lg" disabled={!all.length} onClick={() => controls.playSongs(all, 0, context)}>
              <Play className="size-5 fill-current" aria-hidden />
              {t('action.play')}
            </Button>
            <Button size="lg" disabled={!all.length} onClick={() => controls.playSongs(shuffled(all), 0, context)}>
              <Shuffle className="size-4" aria-hidden />
              {t('action.shuffle')}
            </Button>
            {heard && <RadioLink kind="artist" id={id} />}
          </>
        }
      >
        <span>{t('count.albums', { count: about.data.albums })}</span>
        <span>{t('count.tracks', { count: about.data.tracks })}</span>
      </Hero>
      {about.data.albums > 0 && <AlbumShelf of={{ artist: id }} sort="year" />}
      <h2 className="mb-3 font-semibold text-xl tracking-tight">{t('nav.tracks')}</h2>
      <List query={tracks} empty={<Empty icon={MicVocal} title={t('library.noTracks')} />}>
        {(items, more, hasMore) => (
          <TrackTable rows={rowsOf(items)} context={context} scroller={scroller} more={more} hasMore={hasMore} />
        )}
      </List>
      <div className="mt-12">{heard && <AlikeArtists id={id} />}</div>
    </div>
  )
}

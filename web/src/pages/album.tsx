import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Disc3, Play, Shuffle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { albumQuery, tracksQuery } from '@/api/lists'
import { ArtworkCover } from '@/artwork/artwork-cover'
import { span } from '@/lib/format'
import { shuffled } from '@/lib/shuffled'
import { AlikeAlbums } from '@/library/alike'
import { Hero, HeroSkeleton } from '@/library/hero'
import { rowsOf } from '@/library/rows'
import { useControls } from '@/player/context'
import { RadioLink } from '@/radio/radio-link'
import { useScroller } from '@/shell/scroller'
import { TrackTable } from '@/tracks/track-table'
import { Button } from '@/ui/button'
import { List } from '@/ui/list'
import { Empty } from '@/ui/states'
import { RouteFault } from './route-fault'

/** One album: its cover, its tracks in their order. */
export default function Album() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/inside/albums/$id' })
  const controls = useControls()
  const scroller = useScroller()
  const about = useQuery(albumQuery(id))
  const tracks = useInfiniteQuery(tracksQuery({ album: id, sort: 'album', limit: 500 }))
  const all = tracks.data?.pages.flatMap((page) => page.items) ?? []
  const context = `album:${id}`
  // what nothing was heard of sounds like nothing
  const heard = all.some((track) => track.status === 'analysed')
  if (about.isError) return <RouteFault error={about.error} reset={about.refetch} />
  if (!about.data) return <HeroSkeleton />
  const album = about.data
  return (
    <div className="mx-auto max-w-[90rem] px-4 pb-16 sm:px-6">
      <Hero
        kind={t('track.album')}
        title={album.name || t('track.unknownAlbum')}
        picture={<ArtworkCover kind="albums" id={id} name={album.name} />}
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
            {heard && <RadioLink kind="album" id={id} />}
          </>
        }
      >
        {album.artist_id ? (
          <Link to="/artists/$id" params={{ id: album.artist_id }} className="font-medium text-ink hover:underline">
            {album.artist}
          </Link>
        ) : (
          album.artist || t('track.unknownArtist')
        )}
        {album.year && <span>{album.year}</span>}
        <span>{t('count.tracks', { count: album.tracks })}</span>
        <span>{span(album.duration)}</span>
      </Hero>
      <List query={tracks} empty={<Empty icon={Disc3} title={t('library.noTracks')} />}>
        {(items, more, hasMore) => (
          <TrackTable
            rows={rowsOf(items)}
            context={context}
            scroller={scroller}
            more={more}
            hasMore={hasMore}
            numbered
            compact
          />
        )}
      </List>
      <div className="mt-12">{heard && <AlikeAlbums id={id} />}</div>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ArrowDown } from 'lucide-react'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { trackQuery } from '@/api/tracks'
import { ArtworkCover } from '@/artwork/artwork-cover'
import { cn } from '@/lib/cn'
import { clock } from '@/lib/format'
import { lazyPart } from '@/lib/part'
import { Hero, HeroSkeleton } from '@/library/hero'
import { SimilarSection } from '@/similar/similar-section'
import { Facts } from '@/sound/facts'
import { MadeBy } from '@/sound/made-by'
import { TagBars } from '@/sound/tag-bars'
import { TrackActions } from '@/sound/track-actions'
import { TrackState } from '@/sound/track-state'
import { TrackWaveform } from '@/sound/track-waveform'
import { KeyBadge } from '@/tracks/key-badge'
import { buttonClasses } from '@/ui/button'
import { RouteFault } from './route-fault'

const Beyond = lazyPart(() => import('@/beyond/beyond'))

const SOON = 5000

/** One track: what it is, what it sounds like, and where one may go from it. */
export default function Track() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/inside/tracks/$id' })
  const wishes = useSearch({ from: '/inside/tracks/$id' })
  const query = useQuery({
    ...trackQuery(id),
    refetchInterval: ({ state }) => state.data?.status === 'pending' && SOON,
  })
  const hash = useLocation({ select: (location) => location.hash })
  const heard = query.data?.status === 'analysed'
  useEffect(() => {
    if (heard && hash === 'similar') document.getElementById('similar')?.scrollIntoView()
  }, [heard, hash])

  if (query.isError && !query.data) return <RouteFault error={query.error} reset={query.refetch} />
  if (!query.data) return <HeroSkeleton />
  const track = query.data
  return (
    <div className="mx-auto max-w-[90rem] px-4 pb-16 sm:px-6">
      <Hero
        kind={t('sound.kind')}
        title={track.title}
        picture={<ArtworkCover kind="tracks" id={id} name={track.album || track.title} />}
        actions={<TrackActions track={track} />}
      >
        <MadeBy track={track} />
        {track.album_id ? (
          <Link to="/albums/$id" params={{ id: track.album_id }} className="hover:text-ink hover:underline">
            {track.album || t('track.unknownAlbum')}
          </Link>
        ) : (
          track.album && <span>{track.album}</span>
        )}
        {track.year && <span>{track.year}</span>}
        <span>{clock(track.duration)}</span>
        {track.bpm && <span className="tabular">{t('sound.bpm', { bpm: Math.round(track.bpm) })}</span>}
        {track.camelot && <KeyBadge camelot={track.camelot} />}
      </Hero>
      <TrackState track={track} />
      {track.analysis && !track.missing_since && (
        <div className="mb-10">
          <TrackWaveform track={track} />
          <a
            href="#known"
            className={cn(buttonClasses({ look: 'outline', size: 'sm' }), 'mt-5 pointer-coarse:w-full lg:hidden')}
          >
            {t('sound.known')}
            <ArrowDown className="size-3.5" aria-hidden />
          </a>
        </div>
      )}
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-12">
        <div className="min-w-0 space-y-12">
          {track.status === 'analysed' && (
            <SimilarSection
              track={track}
              wishes={wishes}
              onWish={(search) =>
                navigate({ to: '/tracks/$id', params: { id }, search, replace: true, resetScroll: false })
              }
            />
          )}
          <Suspense>
            <Beyond track={track} />
          </Suspense>
        </div>
        <aside
          id="known"
          aria-label={t('sound.known')}
          className="grid scroll-mt-4 content-start gap-10 sm:max-lg:grid-cols-2"
        >
          {track.analysis?.tags && <TagBars tags={track.analysis.tags} />}
          <Facts track={track} />
        </aside>
      </div>
    </div>
  )
}

import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, ListPlus, Play, Shuffle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import type { Playlist } from '@/api/playlists'
import type { Track } from '@/api/tracks'
import { span } from '@/lib/format'
import { shuffled } from '@/lib/shuffled'
import { Hero } from '@/library/hero'
import { rowsOf } from '@/library/rows'
import { useControls } from '@/player/context'
import { useScroller } from '@/shell/scroller'
import { TrackTable } from '@/tracks/track-table'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { Mosaic, pictured } from './mosaic'
import { useCollectionName } from './use-collection-name'

interface CollectionViewProps {
  kind: string
  traits: Schemas['CommonTraits']
  count: number
  tracks: Track[]
  context: string
  more?: () => void
  hasMore?: boolean
  keep(name: string): Promise<Playlist>
  keeping: boolean
}

/** A collection that made itself: to be played, or kept as a playlist. */
export function CollectionView(props: CollectionViewProps) {
  const { kind, traits, count, tracks, context, more, hasMore = false, keep, keeping } = props
  const { t } = useTranslation()
  const navigate = useNavigate()
  const controls = useControls()
  const scroller = useScroller()
  const name = useCollectionName()(traits)

  const keepIt = async () => {
    try {
      const made = await keep(name)
      toast.done(t('mixes.kept', { name: made.name }))
      await navigate({ to: '/playlists/$id', params: { id: made.id } })
    } catch (problem) {
      toast.fault(problem)
    }
  }

  return (
    <div className="mx-auto max-w-[90rem] px-4 pb-16 sm:px-6">
      <Link
        to="/mixes"
        search={{}}
        className="mb-2 inline-flex h-11 items-center gap-2 text-faint text-sm hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden />
        {t('nav.mixes')}
      </Link>
      <Hero
        kind={kind}
        title={name}
        picture={
          <div className="overflow-hidden rounded-2xl shadow-float">
            <Mosaic trackIds={pictured(tracks)} name={name} />
          </div>
        }
        actions={
          <>
            <Button look="solid" size="lg" disabled={!count} onClick={() => controls.playSongs(tracks, 0, context)}>
              <Play className="size-5 fill-current" aria-hidden />
              {t('action.play')}
            </Button>
            <Button size="lg" disabled={!count} onClick={() => controls.playSongs(shuffled(tracks), 0, context)}>
              <Shuffle className="size-4" aria-hidden />
              {t('action.shuffle')}
            </Button>
            <Button size="lg" disabled={keeping || !count} onClick={keepIt}>
              <ListPlus className="size-5" aria-hidden />
              {t('mixes.keep')}
            </Button>
          </>
        }
      >
        <span>{traits.artists.join(', ')}</span>
        <span>{t('count.tracks', { count })}</span>
        {!hasMore && <span>{span(tracks.reduce((sum, track) => sum + (track.duration ?? 0), 0))}</span>}
      </Hero>
      <TrackTable rows={rowsOf(tracks)} context={context} scroller={scroller} more={more} hasMore={hasMore} />
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Play, Route } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Path as FoundPath, pathQuery } from '@/api/discover'
import { cn } from '@/lib/cn'
import { percent, span } from '@/lib/format'
import { Ends } from '@/path/ends'
import { LINE_HEIGHT, PathLine } from '@/path/path-line'
import { StepNote } from '@/path/step-note'
import { useWay } from '@/path/use-way'
import { useControls } from '@/player/context'
import { SavePlaylist } from '@/playlists/save-playlist'
import { useScroller } from '@/shell/scroller'
import { TrackTable } from '@/tracks/track-table'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { Button } from '@/ui/button'
import { Page } from '@/ui/page'
import { Empty, Fault, Skeleton } from '@/ui/states'

/** From one track to another in small steps: drawn as a line that can be played. */
export default function Path() {
  const { t } = useTranslation()
  const ends = useWay()
  const { way } = ends
  const query = useQuery(pathQuery(way))
  const both = way.from !== '' && way.to !== ''
  return (
    <Page title={t('nav.path')} note={t('path.note')}>
      <Ends {...ends} />
      <div className="mt-6">
        {!both ? (
          <Empty icon={Route} title={t('path.empty')}>
            {t('path.emptyHint')}
          </Empty>
        ) : way.from === way.to ? (
          <Empty icon={Route} title={t('path.same')}>
            {t('path.sameHint')}
          </Empty>
        ) : query.isError ? (
          <Fault error={query.error} retry={query.refetch} />
        ) : query.data ? (
          <div
            aria-busy={query.isPlaceholderData}
            className={cn('transition-opacity', query.isPlaceholderData && 'opacity-70')}
          >
            <Found path={query.data} wanted={way.steps} />
          </div>
        ) : (
          <>
            <Skeleton className={cn('mb-16 rounded-3xl', LINE_HEIGHT)} />
            <TrackTableSkeleton rows={8} />
          </>
        )}
      </div>
    </Page>
  )
}

function Found({ path, wanted }: { path: Pick<FoundPath, 'items' | 'measure'>; wanted: number }) {
  const { t } = useTranslation()
  const controls = useControls()
  const scroller = useScroller()
  const tracks = path.items.map((stop) => stop.track)
  const [first, last] = [tracks[0], tracks.at(-1)]
  const context = `path:${first?.id}:${last?.id}`
  const play = (index: number) => controls.playSongs(tracks, index, context)
  const length = tracks.reduce((sum, track) => sum + (track.duration ?? 0), 0)
  return (
    <>
      <PathLine stops={path.items} context={context} onPlay={play} />
      <div className="my-4 flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="tabular text-faint text-sm">
          {t('count.tracks', { count: tracks.length })} · {span(length)} ·{' '}
          {t('path.alike', { share: percent(Math.max(0, Math.cos(path.measure.mean_step))) })}
          {tracks.length < wanted && ` · ${t('path.fewer')}`}
        </p>
        <div className="flex flex-wrap gap-2">
          <SavePlaylist
            name={t('path.playlist', { from: first?.title, to: last?.title })}
            trackIds={tracks.map((track) => track.id)}
          />
          <Button look="solid" onClick={() => play(0)}>
            <Play className="size-4 fill-current" aria-hidden />
            {t('action.playAll')}
          </Button>
        </div>
      </div>
      <TrackTable
        rows={path.items.map(({ track, step }) => ({ key: track.id, track, note: <StepNote step={step} /> }))}
        context={context}
        scroller={scroller}
      />
    </>
  )
}

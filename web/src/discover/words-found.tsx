import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FlaskConical, Play, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { wordsQuery } from '@/api/discover'
import { FilterBar } from '@/filters/filter-bar'
import { CONDITIONS, type Filters } from '@/filters/filters'
import { cn } from '@/lib/cn'
import { rowsOf } from '@/library/rows'
import { useControls } from '@/player/context'
import { SavePlaylist } from '@/playlists/save-playlist'
import { useScroller } from '@/shell/scroller'
import { TrackTable } from '@/tracks/track-table'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { Button, buttonClasses } from '@/ui/button'
import { Empty, Fault, Skeleton } from '@/ui/states'
import { Clauses, Fits } from './clauses'
import { written } from './seeds'

/** What sounds as the words say: what was understood of them, what was not, and the tracks with how they fit. */
export function WordsFound({ q, filters }: { q: string; filters: Filters }) {
  const { t } = useTranslation()
  const controls = useControls()
  const scroller = useScroller()
  const navigate = useNavigate({ from: '/discover' })
  const query = useQuery(wordsQuery(q, filters))
  if (query.isError) return <Fault error={query.error} retry={query.refetch} />
  if (!query.data)
    return (
      <>
        <Skeleton className="mb-6 h-10 w-72 rounded-full" />
        <TrackTableSkeleton rows={10} />
      </>
    )
  const { understood, unknown, unwanted, items, named } = query.data
  const tracks = items.map((hit) => hit.track)
  return (
    <div
      aria-busy={query.isPlaceholderData}
      className={cn('transition-opacity', query.isPlaceholderData && 'opacity-70')}
    >
      <div className="mb-5 flex flex-wrap items-center justify-between gap-4">
        <div role="status" className="space-y-2">
          <Clauses clauses={understood} />
          {unknown.length > 0 && <NotUnderstood text={t('words.unknown')} words={unknown} />}
          {unwanted.length > 0 && <NotUnderstood text={t('words.unwanted')} words={unwanted} />}
        </div>
        {tracks.length > 0 && (
          <div className="flex flex-wrap gap-2 sm:flex-row-reverse">
            <Button look="solid" onClick={() => controls.playSongs(tracks, 0, 'words')}>
              <Play className="size-4 fill-current" aria-hidden />
              {t('action.playAll')}
            </Button>
            <SavePlaylist name={q} trackIds={tracks.map((track) => track.id)} />
            <Link
              to="/alchemy"
              search={{ more: written([{ kind: 'words', id: q, weight: 50 }]), ...filters }}
              className={buttonClasses({ look: 'ghost' })}
            >
              <FlaskConical className="size-4" aria-hidden />
              {t('words.refine')}
            </Link>
          </div>
        )}
      </div>
      {understood.length > 0 && (
        <FilterBar
          filters={filters}
          offer={CONDITIONS}
          onChange={(to) => navigate({ search: { q, ...to }, replace: true, resetScroll: false })}
          className="mb-5"
        />
      )}
      {named.length > 0 && (
        <section aria-labelledby="named" className="mb-10">
          <h2 id="named" className="mb-3 font-semibold text-xl tracking-tight">
            {t('words.named', { words: unknown.join(' ') })}
          </h2>
          <TrackTable rows={rowsOf(named)} context="words" scroller={scroller} />
        </section>
      )}
      {items.length > 0 ? (
        <section aria-label={t('words.found')}>
          {named.length > 0 && <h2 className="mb-3 font-semibold text-xl tracking-tight">{t('words.found')}</h2>}
          <TrackTable
            key={named.length}
            rows={items.map(({ track, fits }) => ({
              key: track.id,
              track,
              note: <Fits clauses={understood} fits={fits} />,
            }))}
            context="words"
            scroller={scroller}
          />
        </section>
      ) : (
        named.length === 0 && (
          <Empty icon={SearchX} title={t(understood.length ? 'words.none' : 'words.nothing')}>
            {t(understood.length ? 'words.noneHint' : 'words.nothingHint')}
          </Empty>
        )
      )}
    </div>
  )
}

function NotUnderstood({ text, words }: { text: string; words: readonly string[] }) {
  return (
    <p className="text-faint text-sm">
      {text}{' '}
      {words.map((word, index) => (
        <span key={word}>
          {index > 0 && ', '}
          <span className="font-medium text-soft line-through decoration-danger/70">{word}</span>
        </span>
      ))}
    </p>
  )
}

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Music4, SearchX, Shuffle } from 'lucide-react'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterBar } from '@/filters/filter-bar'
import { type Filters, filtersOf } from '@/filters/filters'
import { SearchField } from '@/library/search-field'
import { SortMenu } from '@/library/sort-menu'
import { usePlayRandom } from '@/library/use-play-random'
import { useScroller } from '@/shell/scroller'
import { ORDERS, type Order } from '@/tracks/orders'
import { TrackTable } from '@/tracks/track-table'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { useTrackWindow } from '@/tracks/use-track-window'
import { Button } from '@/ui/button'
import { Page } from '@/ui/page'
import { Empty, Fault } from '@/ui/states'

/** Every track of the library: searched, narrowed, ordered; the address says how. */
export default function Tracks() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/inside/tracks' })
  const navigate = useNavigate({ from: '/tracks' })
  const scroller = useScroller()
  const playRandom = usePlayRandom()
  const { q, sort = 'artist', reverse = false } = search
  const filters = filtersOf(search)
  const settled = useDeferredValue(search)
  const conditions = { ...filtersOf(settled), q: settled.q }
  const { rows, total, first, onSight, onNeed } = useTrackWindow(conditions, { sort, reverse })
  const narrowed = q || Object.keys(filters).length > 0

  const turnTo = (changes: Filters) =>
    navigate({
      search: (before) => ({ q: before.q, sort: before.sort, reverse: before.reverse, ...changes }),
      replace: true,
    })
  const order = (by: Order, turned: boolean) =>
    navigate({ search: (before) => ({ ...before, sort: by, reverse: turned || undefined }), replace: true })

  const names: Record<Order, string> = {
    path: t('library.path'),
    title: t('track.title'),
    artist: t('track.artist'),
    album: t('track.album'),
    year: t('track.year'),
    bpm: t('track.bpm'),
    camelot: t('track.key'),
    duration: t('track.duration'),
    added: t('track.added'),
  }
  return (
    <Page
      title={t('nav.tracks')}
      note={
        <span role="status" className="tabular">
          {total === null ? ' ' : t('count.tracks', { count: total })}
        </span>
      }
      actions={
        <>
          <SortMenu
            order={sort}
            reverse={reverse}
            orders={ORDERS.map((one) => ({ order: one, name: names[one] }))}
            onChange={order}
          />
          <Button onClick={() => playRandom(conditions)} disabled={total === 0}>
            <Shuffle className="size-4" aria-hidden />
            {t('action.shuffle')}
          </Button>
        </>
      }
    >
      <div className="mb-4 flex flex-col gap-3">
        <SearchField
          label={t('search.inTracks')}
          value={q ?? ''}
          onChange={(text) => navigate({ search: (before) => ({ ...before, q: text || undefined }), replace: true })}
        />
        <FilterBar filters={filters} onChange={turnTo} />
      </div>
      {first.isPending ? (
        <TrackTableSkeleton rows={12} />
      ) : first.isError && !first.data ? (
        <Fault error={first.error} retry={first.refetch} />
      ) : rows.length === 0 && !first.isPlaceholderData ? (
        <Empty
          icon={narrowed ? SearchX : Music4}
          title={t(narrowed ? 'library.noMatch' : 'library.noTracks')}
          action={narrowed && <Button onClick={() => navigate({ search: {} })}>{t('filter.clear')}</Button>}
        >
          {t(narrowed ? 'library.noMatchHint' : 'home.emptyHint')}
        </Empty>
      ) : (
        <div className={first.isPlaceholderData ? 'opacity-60 transition-opacity delay-150' : undefined}>
          <TrackTable
            rows={rows}
            context="tracks"
            scroller={scroller}
            onSight={onSight}
            onNeed={onNeed}
            sorting={{ order: sort, reverse, onSort: order }}
          />
        </div>
      )}
    </Page>
  )
}

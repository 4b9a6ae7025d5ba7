import { useQuery } from '@tanstack/react-query'
import { FlaskConical, Minus, Play, Plus, Radio as RadioIcon, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { blendQuery } from '@/api/discover'
import { put, type Seed, type Side as SideName, taken, weighed, wishes } from '@/discover/seeds'
import { Side } from '@/discover/side'
import { useBoard } from '@/discover/use-board'
import { FilterBar } from '@/filters/filter-bar'
import { CONDITIONS } from '@/filters/filters'
import { cn } from '@/lib/cn'
import { useControls } from '@/player/context'
import { SavePlaylist } from '@/playlists/save-playlist'
import { useStartRadio } from '@/radio/use-start'
import { HitList, HitListSkeleton } from '@/similar/hit-list'
import { Button } from '@/ui/button'
import { Page } from '@/ui/page'
import { Empty, Fault } from '@/ui/states'
import { toast } from '@/ui/toast'

/** More of these, less of those: a board whose outcome moves as one moves what lies on it. */
export default function Alchemy() {
  const { t } = useTranslation()
  const controls = useControls()
  const radio = useStartRadio(false)
  const { board, asked, change, weigh, filters, narrow } = useBoard()
  const query = useQuery(blendQuery(wishes(asked), filters))
  const wanted = asked.more.length > 0
  const misfits = (wanted && query.data?.misfits) || []
  const reason = ({ kind, id }: Pick<Seed, 'kind' | 'id'>) =>
    misfits.find((one) => one.kind === kind && one.id === id)?.reason ?? null
  const hits = wanted && !query.isError ? (query.data?.answer?.items ?? []) : []
  const tracks = hits.map((hit) => hit.track)

  const remove = (seed: Seed) => {
    const before = board
    change(taken(board, seed))
    toast.done(t('alchemy.removed'), () => change(before))
  }

  const side = (name: SideName) => (
    <Side
      side={name}
      seeds={board[name]}
      reasonAgainst={reason}
      onPut={(seed) => change(put(board, name, seed))}
      onWeigh={(seed, weight) => weigh(weighed(board, seed, weight))}
      onSwap={(seed) => change(put(board, name === 'more' ? 'less' : 'more', seed))}
      onRemove={remove}
    />
  )

  const toBoard = (id: string, to: SideName) => change(put(board, to, { kind: 'track', id }))

  return (
    <Page title={t('nav.alchemy')} note={t('alchemy.note')}>
      <div className="mb-8 grid grid-cols-1 items-stretch gap-4 md:grid-cols-2">
        {side('more')}
        {side('less')}
      </div>
      {!wanted ? (
        <Empty icon={FlaskConical} title={t('alchemy.empty')}>
          {t('alchemy.emptyHint')}
        </Empty>
      ) : query.isError ? (
        <Fault error={query.error} retry={query.refetch} />
      ) : query.isPending ? (
        <HitListSkeleton />
      ) : query.data.answer === null ? (
        <Empty icon={FlaskConical} title={t('alchemy.useless')}>
          {t('alchemy.uselessHint')}
        </Empty>
      ) : (
        <section
          aria-busy={query.isPlaceholderData}
          className={cn('transition-opacity', query.isPlaceholderData && 'opacity-70')}
        >
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <h2 className="font-semibold text-xl tracking-tight">{t('alchemy.outcome')}</h2>
            <div className="flex flex-wrap gap-2">
              <Button
                look="ghost"
                disabled={radio.isPending}
                onClick={() => radio.mutate({ seeds: wishes(board).filter((seed) => !reason(seed)), filters })}
              >
                <RadioIcon className="size-4" aria-hidden />
                {t('nav.radio')}
              </Button>
              <SavePlaylist name={t('alchemy.playlist')} trackIds={tracks.map((track) => track.id)} />
              <Button look="solid" disabled={!tracks.length} onClick={() => controls.playSongs(tracks, 0, 'alchemy')}>
                <Play className="size-4 fill-current" aria-hidden />
                {t('action.playAll')}
              </Button>
            </div>
          </div>
          <FilterBar filters={filters} offer={CONDITIONS} onChange={narrow} className="mb-4" />
          <HitList
            hits={hits}
            context="alchemy"
            label={t('alchemy.outcome')}
            extraItems={({ id }) => [
              { kind: 'action', label: t('alchemy.moreSuch'), icon: Plus, run: () => toBoard(id, 'more') },
              { kind: 'action', label: t('alchemy.lessSuch'), icon: Minus, run: () => toBoard(id, 'less') },
            ]}
          />
          {hits.length === 0 && (
            <Empty icon={SearchX} title={t('sound.similarNone')}>
              {t(Object.keys(filters).length ? 'sound.similarNoneHint' : 'alchemy.none')}
            </Empty>
          )}
        </section>
      )}
    </Page>
  )
}

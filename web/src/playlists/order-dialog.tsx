import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Item, proposalQuery, type Weights } from '@/api/playlist'
import type { Playlist } from '@/api/playlists'
import { cn } from '@/lib/cn'
import { percent } from '@/lib/format'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Slider } from '@/ui/slider'
import { Fault, Skeleton } from '@/ui/states'
import { Switch } from '@/ui/switch'
import { toast } from '@/ui/toast'
import { OrderPlot } from './order-plot'
import type { PlaylistChanges } from './use-changes'

const PARTS = [
  ['timbre', 'bg-timbre'],
  ['tempo', 'bg-rhythm'],
  ['key', 'bg-harmony'],
  ['loudness', 'bg-mood'],
] as const

const STANDARD: Weights = { tempo: 0.3, key: 0.2, loudness: 0.1, timbre: 0.4 }

interface OrderDialogProps {
  playlist: Playlist
  items: readonly Item[]
  changes: PlaylistChanges
  onClose(): void
}

/** An order in which each track follows well on the one before: shown first, kept when it is liked. */
export default function OrderDialog({ playlist, items, changes, onClose }: OrderDialogProps) {
  const { t } = useTranslation()
  const [weights, setWeights] = useState(STANDARD)
  const [wanted, setWanted] = useState(STANDARD)
  const [pinned, setPinned] = useState(false)
  const first = pinned ? (items[0]?.id ?? null) : null
  const { data, isError, error, refetch, isPlaceholderData } = useQuery(
    proposalQuery(playlist.id, playlist.version, first, wanted),
  )

  const apply = () =>
    changes.order.mutate(
      { first, weights: wanted },
      {
        onSuccess: () => {
          toast.done(t('playlist.ordered'))
          onClose()
        },
      },
    )

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('playlist.orderBySound')}
      description={t('playlist.orderHint')}
      className="w-[min(56rem,calc(100vw-2rem))]"
    >
      {isError && !data ? (
        <Fault error={error} retry={refetch} />
      ) : (
        <div className="grid gap-x-8 gap-y-6 md:grid-cols-[minmax(0,1fr)_16rem]">
          <div className={cn('min-w-0 transition-opacity', isPlaceholderData && 'opacity-60')} aria-busy={!data}>
            {data ? <OrderPlot before={items} proposal={data} /> : <Skeleton className="h-[19.5rem] w-full" />}
          </div>
          <div className="space-y-6">
            <p aria-live="polite" className="rounded-2xl bg-raised px-4 py-3">
              <span className="block text-faint text-sm">{t('playlist.smoothness')}</span>
              <span className="tabular font-semibold text-2xl">
                {data ? `${percent(1 - data.cost_before)} → ${percent(1 - data.cost_after)}` : '…'}
              </span>
            </p>
            <fieldset className="space-y-2">
              <legend className="mb-2 font-medium text-sm">{t('playlist.whatMatters')}</legend>
              {PARTS.map(([part, fill]) => (
                <div key={part} className="flex items-center gap-3 text-sm">
                  <span className="w-20 shrink-0 text-soft">{t(`playlist.part.${part}`)}</span>
                  <Slider
                    label={t(`playlist.part.${part}`)}
                    value={weights[part]}
                    step={0.05}
                    fill={fill}
                    say={percent}
                    onChange={(value) => setWeights({ ...weights, [part]: value })}
                    onCommit={(value) => {
                      const next = { ...weights, [part]: value }
                      if (PARTS.some(([one]) => next[one] > 0)) setWanted(next)
                    }}
                  />
                </div>
              ))}
            </fieldset>
            <Switch label={t('playlist.pinFirst')} hint={items[0]?.track.title} checked={pinned} onChange={setPinned} />
          </div>
        </div>
      )}
      <div className="mt-6 flex justify-end gap-2">
        <Button look="ghost" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button look="solid" disabled={!data || isPlaceholderData || changes.order.isPending} onClick={apply}>
          {t('playlist.apply')}
        </Button>
      </div>
    </Dialog>
  )
}

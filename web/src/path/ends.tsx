import { ArrowLeftRight, Dices, SlidersHorizontal, X } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, api } from '@/api/client'
import { FilterBar } from '@/filters/filter-bar'
import { CONDITIONS } from '@/filters/filters'
import { cn } from '@/lib/cn'
import { Suggest } from '@/tracks/suggest'
import { TrackPicker } from '@/tracks/track-picker'
import { Button, IconButton } from '@/ui/button'
import { Slider } from '@/ui/slider'
import { toast } from '@/ui/toast'
import { STEPS, type useWay } from './use-way'

const TRACKS = ['track'] as const

/** From where to where, through what, and in how many steps. */
export function Ends({ way, track, change }: ReturnType<typeof useWay>) {
  const { t } = useTranslation()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [held, setHeld] = useState<number | null>(null)
  const steps = held ?? way.steps
  const least = STEPS.least + way.via.length

  const draw = async () => {
    try {
      const { items } = await answered(
        api.GET('/api/v1/tracks/random', { params: { query: { limit: 2, analysed: true } } }),
      )
      if (items[0] && items[1]) change({ from: items[0].id, to: items[1].id, via: [] })
    } catch (problem) {
      toast.fault(problem)
    }
  }

  // told where it is folded away
  const wanting = way.via.length > 0 || Object.keys(way.filters ?? {}).length > 0
  const chance = (
    <Button look="ghost" onClick={draw} className="max-md:h-11 max-md:px-3 max-md:text-sm">
      <Dices className="size-4" aria-hidden />
      {t('path.chance')}
    </Button>
  )

  return (
    <div className="rounded-3xl border border-line bg-surface p-4 sm:p-5">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-x-2 gap-y-3 md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
        <div>
          <p className="mb-1.5 font-medium text-sm text-soft">{t('path.from')}</p>
          <TrackPicker
            label={t('path.from')}
            track={track(way.from)}
            onPick={(picked) => change({ from: picked?.id ?? '' })}
          />
        </div>
        <IconButton
          label={t('path.swap')}
          disabled={!way.from && !way.to}
          onClick={() => change({ from: way.to, to: way.from, via: [...way.via].reverse() })}
          className="size-11 max-md:row-span-2 max-md:self-center max-md:-mr-2"
        >
          <ArrowLeftRight className="size-4 max-md:rotate-90" aria-hidden />
        </IconButton>
        <div>
          <p className="mb-1.5 font-medium text-sm text-soft">{t('path.to')}</p>
          <TrackPicker
            label={t('path.to')}
            track={track(way.to)}
            onPick={(picked) => change({ to: picked?.id ?? '' })}
          />
        </div>
      </div>
      <div className="mt-3 flex gap-2 md:hidden">
        <Button
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className={cn('h-11 flex-1 px-3 text-sm', wanting && 'bg-wash text-accent-strong')}
        >
          <SlidersHorizontal className="size-4" aria-hidden />
          {t('path.how')}
        </Button>
        {chance}
      </div>
      <div
        id={id}
        className={cn('mt-4 grid grid-cols-1 items-start gap-x-8 gap-y-4 md:grid-cols-2', !open && 'max-md:hidden')}
      >
        <div>
          <p className="mb-1.5 font-medium text-sm text-soft">{t('path.via')}</p>
          {way.via.length > 0 && (
            <ul className="mb-2 flex flex-wrap gap-2">
              {way.via.map((id) => {
                const title = track(id)?.title ?? '…'
                return (
                  <li
                    key={id}
                    className="flex h-9 max-w-full items-center gap-1 rounded-full bg-raised pl-3.5 pr-1 text-sm pointer-coarse:h-11"
                  >
                    <span className="truncate">{title}</span>
                    <IconButton
                      label={t('label.of', { what: t('action.remove'), name: title })}
                      size="sm"
                      className="size-7 pointer-coarse:size-10"
                      onClick={() => change({ via: way.via.filter((one) => one !== id) })}
                    >
                      <X className="size-3.5" aria-hidden />
                    </IconButton>
                  </li>
                )
              })}
            </ul>
          )}
          <Suggest
            label={t('path.via')}
            placeholder={t('path.viaField')}
            kinds={TRACKS}
            onPick={({ id }) => change({ via: [...way.via.filter((one) => one !== id), id] })}
          />
        </div>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <div className="min-w-48 flex-1">
            <p className="mb-1.5 font-medium text-sm text-soft">
              {t('path.steps')} <span className="tabular text-ink">{steps}</span>
            </p>
            <Slider
              label={t('path.steps')}
              value={Math.max(steps, least)}
              min={least}
              max={STEPS.most}
              step={1}
              onChange={setHeld}
              onCommit={(to) => {
                setHeld(null)
                change({ steps: to }, true)
              }}
              className="h-11"
            />
          </div>
          <div className="max-md:hidden">{chance}</div>
        </div>
        <FilterBar
          filters={way.filters ?? {}}
          offer={CONDITIONS}
          onChange={(filters) => change({ filters }, true)}
          className="md:col-span-2"
        />
      </div>
    </div>
  )
}

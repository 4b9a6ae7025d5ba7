import { ArrowLeftRight, Dices, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, api } from '@/api/client'
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

  return (
    <div className="rounded-3xl border border-line bg-surface p-4 sm:p-5">
      <div className="grid grid-cols-1 items-end gap-3 md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
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
          className="size-11 justify-self-center max-md:-my-3"
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
      <div className="mt-4 grid grid-cols-1 items-start gap-x-8 gap-y-4 md:grid-cols-2">
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
                      label={`${t('action.remove')}: ${title}`}
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
          <Button look="ghost" onClick={draw}>
            <Dices className="size-4" aria-hidden />
            {t('path.chance')}
          </Button>
        </div>
      </div>
    </div>
  )
}

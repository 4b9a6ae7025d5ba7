import { RotateCcw, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterBar } from '@/filters/filter-bar'
import { ToggleChip } from '@/filters/filter-chip'
import { CONDITIONS, filtersOf, narrows } from '@/filters/filters'
import { cn } from '@/lib/cn'
import { percent } from '@/lib/format'
import { Button } from '@/ui/button'
import { Slider } from '@/ui/slider'
import { FacetSliders } from './facet-sliders'
import { EVEN, isEven } from './facets'
import { Unheard } from './unheard'
import { filtered, isNarrowed, unconditional, type Wishes, weighed, weightsOf, wished } from './wishes'

interface PanelProps {
  wishes: Wishes
  onChange(wishes: Wishes): void
}

/** What counts, and what has to be so: sliders and chips above a list of similar tracks. */
export function Panel({ wishes, onChange }: PanelProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const weights = weightsOf(wishes)
  const variety = wishes.diversity ?? 0
  const said = variety ? percent(variety) : t('sound.varietyNone')
  const even = isEven(weights) && !variety
  const wanting = !even || isNarrowed(wishes) || CONDITIONS.some((name) => narrows(wishes, name))
  return (
    <div className="mb-4">
      <Button
        aria-expanded={open}
        aria-controls="similar-panel"
        onClick={() => setOpen(!open)}
        className={cn('h-11 w-full sm:hidden', wanting && 'bg-wash text-accent-strong')}
      >
        <SlidersHorizontal className="size-4" aria-hidden />
        {t('sound.weigh')}
      </Button>
      <div id="similar-panel" className={cn('max-sm:mt-3 sm:block', !open && 'hidden')}>
        <div className="rounded-2xl bg-sunken px-4 pt-4 pb-2 sm:px-5">
          <div className="mb-3 flex h-8 items-center justify-between gap-4">
            <h3 className="font-medium text-sm text-soft">{t('sound.weigh')}</h3>
            <Button
              look="ghost"
              size="sm"
              disabled={even}
              onClick={() => onChange(wished(weighed(wishes, EVEN), { diversity: undefined }))}
              className={cn(even && 'invisible')}
            >
              <RotateCcw className="size-3.5" aria-hidden />
              {t('sound.reset')}
            </Button>
          </div>
          <div className="grid gap-x-4 gap-y-3 lg:grid-cols-[minmax(0,4fr)_minmax(0,1fr)]">
            <FacetSliders weights={weights} onChange={(to) => onChange(weighed(wishes, to))} />
            <div title={t('sound.varietyHint')}>
              <div className="flex items-baseline justify-between gap-2 text-sm">
                <span>{t('sound.variety')}</span>
                <span className="tabular truncate text-faint text-xs">{said}</span>
              </div>
              <Slider
                label={t('sound.variety')}
                value={variety}
                step={0.05}
                say={() => said}
                onChange={(to) => onChange(wished(wishes, { diversity: to || undefined }))}
                className="mt-1 h-8 pointer-coarse:h-11"
              />
            </div>
          </div>
        </div>
        <div className="mt-3 flex flex-wrap gap-2">
          <ToggleChip
            on={wishes.same_artist === false}
            onClick={() => onChange(wished(wishes, { same_artist: wishes.same_artist === false ? undefined : false }))}
          >
            {t('sound.otherArtists')}
          </ToggleChip>
          <ToggleChip
            on={wishes.same_album === false}
            onClick={() => onChange(wished(wishes, { same_album: wishes.same_album === false ? undefined : false }))}
          >
            {t('sound.otherAlbums')}
          </ToggleChip>
          <Unheard
            hours={wishes.heard_within}
            onChange={(hours) => onChange(wished(wishes, { heard_within: hours }))}
          />
          <FilterBar
            filters={filtersOf({ ...wishes })}
            offer={CONDITIONS}
            beside={{ narrows: isNarrowed(wishes), clear: () => onChange(unconditional(wishes)) }}
            className="contents"
            onChange={(filters) => onChange(filtered(wishes, filters))}
          />
        </div>
      </div>
    </div>
  )
}

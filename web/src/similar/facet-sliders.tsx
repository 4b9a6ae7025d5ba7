import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { percent } from '@/lib/format'
import { Slider } from '@/ui/slider'
import { FACET_FILLS, FACETS, shareOf, type Weights } from './facets'

interface FacetSlidersProps {
  weights: Weights
  onChange(weights: Weights): void
  className?: string
}

/** How much each side of the sound counts, with the part of the whole that it makes. */
export function FacetSliders({ weights, onChange, className }: FacetSlidersProps) {
  const { t } = useTranslation()
  return (
    <div className={cn('grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4', className)}>
      {FACETS.map((facet) => {
        const share = percent(shareOf(weights, facet))
        return (
          <div key={facet}>
            <div className="flex items-baseline justify-between gap-1 text-sm">
              <span className="flex min-w-0 items-center gap-1.5">
                <span aria-hidden className={cn('size-2 shrink-0 rounded-full', FACET_FILLS[facet])} />
                <span className="truncate">{t(`sound.${facet}`)}</span>
              </span>
              <span className="tabular shrink-0 text-faint text-xs">{share}</span>
            </div>
            <Slider
              label={t(`sound.${facet}`)}
              value={weights[facet]}
              max={100}
              step={5}
              fill={FACET_FILLS[facet]}
              say={() => (weights[facet] === 0 ? t('sound.ignored') : share)}
              onChange={(to) => onChange({ ...weights, [facet]: to })}
              className="mt-1 h-8 pointer-coarse:h-11"
            />
          </div>
        )
      })}
    </div>
  )
}

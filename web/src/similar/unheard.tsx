import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { FilterChip } from '@/filters/filter-chip'
import { cn } from '@/lib/cn'

const SPANS = [
  { hours: 1, name: 'hour' },
  { hours: 24, name: 'day' },
  { hours: 168, name: 'week' },
  { hours: 720, name: 'month' },
] as const

interface UnheardProps {
  hours: number | undefined
  onChange(hours: number | undefined): void
}

/** Leaves out what was heard not long ago. */
export function Unheard({ hours, onChange }: UnheardProps) {
  const { t } = useTranslation()
  const span = SPANS.find((one) => one.hours === hours)
  const said = span ? t(`sound.${span.name}`) : hours ? `${hours} h` : null
  return (
    <FilterChip name={t('sound.unheard')} value={said} onClear={() => onChange(undefined)}>
      <fieldset>
        <legend className="mb-2 font-medium text-sm text-soft">{t('sound.heardWithin')}</legend>
        {[...SPANS, { hours: undefined, name: 'anyTime' } as const].map((one) => (
          <label
            key={one.name}
            className="-mx-2 flex min-h-9 cursor-pointer items-center justify-between rounded-lg px-2 text-sm hover:bg-raised has-focus-visible:bg-raised pointer-coarse:min-h-11"
          >
            {t(`sound.${one.name}`)}
            <input
              type="radio"
              name="heard_within"
              className="peer sr-only"
              checked={hours === one.hours}
              onChange={() => onChange(one.hours)}
            />
            <Check className={cn('size-4 text-accent', hours !== one.hours && 'invisible')} aria-hidden />
          </label>
        ))}
      </fieldset>
    </FilterChip>
  )
}

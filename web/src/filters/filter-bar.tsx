import { Heart } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { FilterChip, ToggleChip } from './filter-chip'
import { FilterControl } from './filter-control'
import { changed, FILTERS, type FilterName, type Filters, narrows, without } from './filters'
import { useFilterText } from './use-filter-text'

interface FilterBarProps {
  filters: Filters
  onChange(filters: Filters): void
  /** Which of them are offered here: all, unless told. */
  offer?: readonly FilterName[]
  /** What a place narrows by beside these, taken away together with them. */
  beside?: { narrows: boolean; clear(): void }
  className?: string
  /** Chips that only this place has; they come last. */
  children?: ReactNode
}

/** Filters as chips: each opens its control, all can be taken away at once. */
export function FilterBar({ filters, onChange, offer = FILTERS, beside, className, children }: FilterBarProps) {
  const { t } = useTranslation()
  const textOf = useFilterText()
  return (
    <div
      role="group"
      aria-label={t('filter.label')}
      className={cn(
        'flex items-center gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:pb-1 max-sm:[scrollbar-width:none] sm:flex-wrap',
        className,
      )}
    >
      {offer.map((name) =>
        name === 'favourite' ? (
          <ToggleChip
            key={name}
            on={filters.favourite === true}
            onClick={() => onChange(changed(filters, { favourite: filters.favourite ? undefined : true }))}
          >
            <Heart className={cn('size-3.5', filters.favourite && 'fill-current')} aria-hidden />
            {t('filter.favourite')}
          </ToggleChip>
        ) : (
          <FilterChip
            key={name}
            name={t(`filter.${name}`)}
            value={textOf(filters, name)}
            onClear={() => onChange(without(filters, name))}
          >
            <FilterControl name={name} filters={filters} onChange={onChange} />
          </FilterChip>
        ),
      )}
      {children}
      {(beside?.narrows || offer.some((name) => narrows(filters, name))) && (
        <button
          type="button"
          onClick={beside ? beside.clear : () => onChange(offer.reduce(without, filters))}
          className="h-9 shrink-0 rounded-full px-3 text-faint text-sm hover:text-ink hover:underline pointer-coarse:h-11"
        >
          {t('filter.clear')}
        </button>
      )}
    </div>
  )
}

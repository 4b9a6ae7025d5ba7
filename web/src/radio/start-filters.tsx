import { FilterBar } from '@/filters/filter-bar'
import { CONDITIONS, type Filters } from '@/filters/filters'
import { Unheard } from '@/similar/unheard'

interface StartFiltersProps {
  filters: Filters
  /** Hours. */
  unheard: number | undefined
  onFilters(filters: Filters): void
  onUnheard(hours: number | undefined): void
}

/** What a radio that is begun keeps to; loaded after the page, which can be used without. */
export default function StartFilters({ filters, unheard, onFilters, onUnheard }: StartFiltersProps) {
  const clear = () => {
    onFilters({})
    onUnheard(undefined)
  }
  return (
    <FilterBar
      filters={filters}
      offer={CONDITIONS}
      onChange={onFilters}
      beside={{ narrows: unheard !== undefined || Object.keys(filters).length > 0, clear }}
    >
      <Unheard hours={unheard} onChange={onUnheard} />
    </FilterBar>
  )
}

import { useTranslation } from 'react-i18next'
import { clock } from '@/lib/format'
import { useTagName } from '@/tracks/use-tag-name'
import { type FilterName, type Filters, narrows } from './filters'

/** Says what a filter is set to; null when it narrows nothing. */
export function useFilterText(): (filters: Filters, name: FilterName) => string | null {
  const { t } = useTranslation()
  const tagName = useTagName()
  const between = (low: number | undefined, high: number | undefined, say: (value: number) => string) => {
    if (low !== undefined && high !== undefined) return low === high ? say(low) : `${say(low)} – ${say(high)}`
    return low !== undefined ? `≥ ${say(low)}` : `≤ ${say(high ?? 0)}`
  }
  const list = (names: readonly string[]) =>
    names.length > 3 ? `${names.slice(0, 2).join(', ')} +${names.length - 2}` : names.join(', ')

  return (filters, name) => {
    if (!narrows(filters, name)) return null
    if (name === 'bpm') return between(filters.bpm_min, filters.bpm_max, String)
    if (name === 'year') return between(filters.year_min, filters.year_max, String)
    if (name === 'duration') return between(filters.duration_min, filters.duration_max, clock)
    if (name === 'analysed') return t(filters.analysed ? 'filter.heard' : 'filter.unheard')
    if (name === 'key') return list(filters.key ?? []) + (filters.compatible ? ` ${t('filter.andFitting')}` : '')
    if (name === 'mood') return list((filters.mood ?? []).map(tagName))
    return name === 'favourite' ? t('filter.favourite') : list(filters[name] ?? [])
  }
}

import type { Schemas } from '@/api/client'
import { changed, type Filters } from '@/filters/filters'

type Shown = Schemas['FilterShown']
type Asked = Schemas['RuleFilter']

const HEARD = 'analysed,silent'
const UNHEARD = 'failed,pending'

/** The filters of a rule as chips know them. */
export function filtersIn(where: Shown): Filters {
  const states = [...where.status].sort().join()
  return changed(
    {},
    {
      bpm_min: where.bpm_min ?? undefined,
      bpm_max: where.bpm_max ?? undefined,
      year_min: where.year_min ?? undefined,
      year_max: where.year_max ?? undefined,
      duration_min: where.duration_min ?? undefined,
      duration_max: where.duration_max ?? undefined,
      key: where.key,
      genre: where.genre,
      mood: where.mood,
      favourite: where.favourite || undefined,
      analysed: states === HEARD ? true : states === UNHEARD ? false : undefined,
    },
  )
}

/** What a rule asks for beyond what chips can say, which is kept as it is. */
export function beyondChips(where: Shown): Asked {
  const { starts, folder, within, artist, album, mood_min, status } = where
  const states = [...status].sort().join()
  return { starts, folder, within, artist, album, mood_min, status: [HEARD, UNHEARD].includes(states) ? [] : status }
}

/** A filter as a rule has it. */
export function whereOf(beyond: Asked, filters: Filters, words: string): Asked {
  return { ...beyond, ...filters, q: words.trim() }
}

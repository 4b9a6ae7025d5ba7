/** What narrows a list of tracks, by the names that the API has for it: what is not there narrows nothing. */
export interface Filters {
  bpm_min?: number
  bpm_max?: number
  year_min?: number
  year_max?: number
  /** Seconds. */
  duration_min?: number
  duration_max?: number
  /** Camelot codes; one of them. */
  key?: string[]
  /** Whether keys that go with these do, too. */
  compatible?: boolean
  /** One of them. */
  genre?: string[]
  /** All of them. */
  mood?: string[]
  favourite?: boolean
  analysed?: boolean
}

/** One chip: some are two fields. */
export type FilterName = 'bpm' | 'key' | 'year' | 'duration' | 'genre' | 'mood' | 'favourite' | 'analysed'

export const FILTERS: readonly FilterName[] = [
  'genre',
  'mood',
  'bpm',
  'key',
  'year',
  'duration',
  'favourite',
  'analysed',
]

/** Those that can hold while something is looked for by its sound: what that finds was listened to. */
export const CONDITIONS = FILTERS.filter((name) => name !== 'analysed')

const FIELDS: Record<FilterName, readonly (keyof Filters)[]> = {
  bpm: ['bpm_min', 'bpm_max'],
  key: ['key', 'compatible'],
  year: ['year_min', 'year_max'],
  duration: ['duration_min', 'duration_max'],
  genre: ['genre'],
  mood: ['mood'],
  favourite: ['favourite'],
  analysed: ['analysed'],
}

const number = (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined

const names = (value: unknown) => {
  const all = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one !== '')
  return all.length ? (all as string[]) : undefined
}

/** The filters that are written in an address; what makes no sense is left out. */
export function filtersOf(search: Record<string, unknown>): Filters {
  return clean({
    bpm_min: number(search.bpm_min),
    bpm_max: number(search.bpm_max),
    year_min: number(search.year_min),
    year_max: number(search.year_max),
    duration_min: number(search.duration_min),
    duration_max: number(search.duration_max),
    key: names(search.key)?.filter((code) => /^([1-9]|1[0-2])[AB]$/.test(code)),
    compatible: search.compatible === true ? true : undefined,
    genre: names(search.genre),
    mood: names(search.mood),
    favourite: search.favourite === true ? true : undefined,
    analysed: typeof search.analysed === 'boolean' ? search.analysed : undefined,
  })
}

/** The same without what looking for sounds cannot ask for. */
export function conditionsOf(search: Record<string, unknown>): Filters {
  return without(filtersOf(search), 'analysed')
}

/** Whether this one narrows anything. */
export function narrows(filters: Filters, name: FilterName): boolean {
  if (name === 'key') return filters.key !== undefined
  return FIELDS[name].some((field) => filters[field] !== undefined)
}

export function without(filters: Filters, name: FilterName): Filters {
  const rest = { ...filters }
  for (const field of FIELDS[name]) delete rest[field]
  return rest
}

/** `filters` with `changes`; what these take away, or leave empty, is gone. */
export function changed(filters: Filters, changes: Partial<Filters>): Filters {
  return clean({ ...filters, ...changes })
}

function clean(filters: Filters): Filters {
  const kept = Object.entries(filters).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  const rest: Filters = Object.fromEntries(kept)
  if (!rest.key) delete rest.compatible
  return rest
}

import type { SimilarConditions } from '@/api/similar'
import { conditionsOf, type Filters, filtersOf } from '@/filters/filters'
import { EVEN, FACETS, isEven, type Weights } from './facets'

/** What somebody wants of similar tracks, as an address has it; what is not there is as it comes. */
export interface Wishes extends Filters {
  timbre_weight?: number
  rhythm_weight?: number
  harmony_weight?: number
  mood_weight?: number
  /** 0 … 1: 0 is the nearest, more is less like one another. */
  diversity?: number
  same_artist?: false
  same_album?: false
  /** Hours. */
  heard_within?: number
  limit?: number
}

const LIMIT = 20
const MOST = 100

const between = (value: unknown, low: number, high: number) =>
  typeof value === 'number' && value >= low && value <= high ? value : undefined

/** The wishes that are written in an address; what makes no sense is left out. */
export function wishesOf(search: Record<string, unknown>): Wishes {
  return tidied({
    ...conditionsOf(search),
    timbre_weight: between(search.timbre_weight, 0, 100),
    rhythm_weight: between(search.rhythm_weight, 0, 100),
    harmony_weight: between(search.harmony_weight, 0, 100),
    mood_weight: between(search.mood_weight, 0, 100),
    diversity: between(search.diversity, 0.01, 1),
    same_artist: search.same_artist === false ? false : undefined,
    same_album: search.same_album === false ? false : undefined,
    heard_within: between(search.heard_within, 0.1, 8784),
    limit: between(search.limit, LIMIT + 1, MOST),
  })
}

export function weightsOf(wishes: Wishes): Weights {
  const { timbre_weight, rhythm_weight, harmony_weight, mood_weight } = wishes
  return {
    timbre: timbre_weight ?? EVEN.timbre,
    rhythm: rhythm_weight ?? EVEN.rhythm,
    harmony: harmony_weight ?? EVEN.harmony,
    mood: mood_weight ?? EVEN.mood,
  }
}

/** `wishes` with other weights; equal ones need not be said. */
export function weighed(wishes: Wishes, weights: Weights): Wishes {
  const told = isEven(weights)
    ? { timbre_weight: undefined, rhythm_weight: undefined, harmony_weight: undefined, mood_weight: undefined }
    : Object.fromEntries(FACETS.map((facet) => [`${facet}_weight`, weights[facet]]))
  return tidied({ ...wishes, ...told })
}

export function wished(wishes: Wishes, changes: Wishes): Wishes {
  return tidied({ ...wishes, ...changes })
}

/** The filters among the wishes, replaced by others. */
export function filtered(wishes: Wishes, filters: Filters): Wishes {
  const kept = Object.fromEntries(Object.entries(wishes).filter(([name]) => !(name in filtersOf({ ...wishes }))))
  return tidied({ ...kept, ...filters })
}

/** Whether anything beside the filters decides which tracks pass. */
export function isNarrowed({ same_artist, same_album, heard_within }: Wishes): boolean {
  return same_artist === false || same_album === false || heard_within !== undefined
}

/** Without all that decides which tracks pass: how they are ranked stays. */
export function unconditional(wishes: Wishes): Wishes {
  const { timbre_weight, rhythm_weight, harmony_weight, mood_weight, diversity } = wishes
  return tidied({ timbre_weight, rhythm_weight, harmony_weight, mood_weight, diversity })
}

/** What the API is asked; `album` is the name that the track's own has. */
export function questionOf(wishes: Wishes, album: string): SimilarConditions {
  const { same_album, limit = LIMIT, ...rest } = wishes
  return { ...rest, limit, explain: true, ...(same_album === false && album ? { exclude_album: [album] } : {}) }
}

export function enlarged(wishes: Wishes): Wishes {
  return { ...wishes, limit: (wishes.limit ?? LIMIT) < 50 ? 50 : MOST }
}

export function isLargest(wishes: Wishes): boolean {
  return wishes.limit === MOST
}

function tidied(wishes: Wishes): Wishes {
  return Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined))
}

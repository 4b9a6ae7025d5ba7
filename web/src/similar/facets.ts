import type { Schemas } from '@/api/client'

export type Facet = keyof Schemas['FacetParts']

export const FACETS: readonly Facet[] = ['timbre', 'rhythm', 'harmony', 'mood']

/** Each facet has its colour, wherever it is drawn. */
export const FACET_FILLS: Record<Facet, string> = {
  timbre: 'bg-timbre',
  rhythm: 'bg-rhythm',
  harmony: 'bg-harmony',
  mood: 'bg-mood',
}

/** How much each side of the sound counts, 0 … 100; only proportions matter. */
export type Weights = Record<Facet, number>

export const EVEN: Weights = { timbre: 50, rhythm: 50, harmony: 50, mood: 50 }

export function isEven(weights: Weights): boolean {
  return FACETS.every((facet) => weights[facet] === weights.timbre)
}

/** The part of the whole that a facet's weight is; of none at all they are alike. */
export function shareOf(weights: Weights, facet: Facet): number {
  const all = FACETS.reduce((sum, one) => sum + weights[one], 0)
  return all > 0 ? weights[facet] / all : 1 / FACETS.length
}

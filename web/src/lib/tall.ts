/** Pixels that every browser draws an element high; of the same order on a screen of twice as many. */
export const HIGHEST = 8_000_000

const PAGES = 100

/**
 * Where one is in a list that may be higher than browsers draw one: what they scroll is `HIGHEST` at most, and rows are
 * drawn `shift` pixels above their places. A few pixels of scrolling are as many of the list; who drags the scrollbar
 * comes as far in the list as in what is scrolled.
 */
export interface Place {
  /** How far the element is scrolled. */
  readonly top: number
  /** How much of the list is passed over. */
  readonly shift: number
}

/** How high a list of `whole` pixels is made. */
export function heightOf(whole: number): number {
  return Math.min(whole, HIGHEST)
}

/** The place of what is `at` pixels down the list, where it is scrolled to step by step. */
export function placeOf(at: number, whole: number): Place {
  const shift = shiftOf(Math.floor(at / (HIGHEST / PAGES)), whole)
  return { top: at - shift, shift }
}

/** The place after what is scrolled has come to `top`, `sight` pixels being seen at once. */
export function scrolled(before: Place, top: number, whole: number, sight: number): Place {
  if (whole <= HIGHEST) return { top, shift: 0 }
  if (Math.abs(top - before.top) < sight) return placeOf(top + before.shift, whole)
  const share = Math.max(0, Math.min(1, top / (HIGHEST - sight)))
  return { top, shift: shiftOf(Math.floor((share * (whole - sight)) / (HIGHEST / PAGES)), whole) }
}

/** The list and what is scrolled have pages of one height; the list has more, which lie over one another. */
function shiftOf(page: number, whole: number): number {
  if (whole <= HIGHEST) return 0
  const pages = Math.floor(whole / (HIGHEST / PAGES))
  const reached = Math.max(0, Math.min(pages - 1, page))
  return Math.round((reached * (whole - HIGHEST)) / (pages - 1))
}

/** The rows that are seen, and `more` on either side. */
export function rowsSeen(
  { top, shift }: Place,
  row: number,
  count: number,
  sight: number,
  more: number,
): { first: number; last: number } {
  const from = Math.floor((top + shift) / row) - more
  const to = Math.ceil((top + shift + sight) / row) + more
  return { first: Math.max(0, Math.min(count - 1, from)), last: Math.max(0, Math.min(count - 1, to - 1)) }
}

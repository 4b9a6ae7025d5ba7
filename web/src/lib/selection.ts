/** Which rows are selected, as in a file manager. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Where a range with Shift begins. */
  readonly anchor: string | null
}

export const NONE: Selection = { ids: new Set(), anchor: null }

export function toggled(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id }
}

/** A right click keeps a selection that it hits, and makes another of one that it does not. */
export function touched(selection: Selection, id: string): Selection {
  return selection.ids.has(id) ? selection : { ids: new Set([id]), anchor: id }
}

/** No more rows than these are selected at once: playlists take no more either. */
export const MOST_SELECTED = 10_000

/** What is known of the rows `from` … `to`. */
interface Stretch {
  readonly keys: readonly string[]
  /** Rows that were not read yet. */
  readonly missing: boolean
  /** There are more of them than can be selected. */
  readonly cut: boolean
}

/** The rows `from` … `to` of a list that has holes where rows were not read, and perhaps `goesOn` behind its end. */
export function stretchOf(
  rows: readonly ({ readonly key: string } | undefined)[],
  from: number,
  to: number,
  goesOn: boolean,
): Stretch {
  const asked = Math.min(to, goesOn ? to : rows.length - 1)
  const last = Math.min(asked, from + MOST_SELECTED - 1)
  const known = rows.slice(from, last + 1).filter((row) => row !== undefined)
  return { keys: known.map((row) => row.key), missing: known.length <= last - from, cut: last < asked }
}

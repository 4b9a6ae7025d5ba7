/** Which rows are selected, as in a file manager. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Where a range with Shift begins. */
  readonly anchor: string | null
}

export const NONE: Selection = { ids: new Set(), anchor: null }

interface Keys {
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
}

/** What a click on `id` makes of it, in a list in the order `all`. */
export function clicked(selection: Selection, id: string, all: readonly string[], keys: Keys): Selection {
  const several = keys.ctrlKey || keys.metaKey
  if (keys.shiftKey && selection.anchor !== null) {
    const range = between(all, selection.anchor, id)
    return { ids: new Set(several ? [...selection.ids, ...range] : range), anchor: selection.anchor }
  }
  if (several) return toggled(selection, id)
  return { ids: new Set([id]), anchor: id }
}

export function toggled(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id }
}

/** A right click keeps a selection that it hits, and makes another of one that it does not. */
export function touched(selection: Selection, id: string): Selection {
  return selection.ids.has(id) ? selection : { ids: new Set([id]), anchor: id }
}

function between(all: readonly string[], one: string, other: string): string[] {
  const [from, to] = [all.indexOf(one), all.indexOf(other)].sort((a, b) => a - b) as [number, number]
  return from < 0 ? [all[to] as string] : all.slice(from, to + 1)
}

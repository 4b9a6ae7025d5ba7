/** What changes make of a list of items, worked out before the server has answered. */

interface Placed {
  readonly id: string
  readonly position: number
}

function placed<T extends Placed>(items: readonly T[]): T[] {
  return items.map((item, position) => (item.position === position ? item : { ...item, position }))
}

/** These items elsewhere, in the order that they had; the first of them then stands at `position`, as the API counts. */
export function moved<T extends Placed>(items: readonly T[], ids: readonly string[], position: number): T[] {
  const moving = new Set(ids)
  const rest = items.filter((item) => !moving.has(item.id))
  const carried = items.filter((item) => moving.has(item.id))
  return placed([...rest.slice(0, position), ...carried, ...rest.slice(position)])
}

export function without<T extends Placed>(items: readonly T[], ids: readonly string[]): T[] {
  const gone = new Set(ids)
  return placed(items.filter((item) => !gone.has(item.id)))
}

/** With these put in, each at the position that it says. */
export function inserted<T extends Placed>(items: readonly T[], fresh: readonly T[]): T[] {
  const all = [...items]
  for (const item of [...fresh].sort((a, b) => a.position - b.position)) all.splice(item.position, 0, item)
  return placed(all)
}

/** Neighbours together, so that what was taken out can be put back with few calls, from the front on. */
export function runs<T extends Placed>(items: readonly T[]): T[][] {
  const sorted = [...items].sort((a, b) => a.position - b.position)
  const all: T[][] = []
  for (const item of sorted) {
    const run = all.at(-1)
    if (run?.at(-1)?.position === item.position - 1) run.push(item)
    else all.push([item])
  }
  return all
}

/** The position for items that are dropped on the place of `over`: behind it when they come from above it. */
export function dropPosition<T extends Placed>(items: readonly T[], ids: readonly string[], over: number): number {
  const moving = new Set(ids)
  const first = items.findIndex((item) => moving.has(item.id))
  const before = items.slice(0, first < over ? over + 1 : over).filter((item) => !moving.has(item.id))
  return before.length
}

/** The position for items that go one step up or down, as one block; null at the end of the way. */
export function stepPosition<T extends Placed>(items: readonly T[], ids: readonly string[], step: -1 | 1) {
  const moving = new Set(ids)
  const places = items.flatMap((item, index) => (moving.has(item.id) ? [index] : []))
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0]
  const rest = items.length - places.length
  const position = step < 0 ? first - 1 : last + 2 - places.length
  return position < 0 || position > rest ? null : position
}

import type { Grid } from './grid'
import type { Point } from './viewport'

/** Whether a place is within a closed line; where that crosses itself, by the even-odd rule. */
export function encloses(line: readonly Point[], at: Point): boolean {
  let inside = false
  for (let here = 0, before = line.length - 1; here < line.length; before = here++) {
    const [a, b] = [line[here] as Point, line[before] as Point]
    if (a.y > at.y !== b.y > at.y && at.x < ((b.x - a.x) * (at.y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}

/** The rows within a line, those nearest to the middle of all of them first. */
export function rowsWithin(
  line: readonly Point[],
  grid: Grid,
  { x, y }: { readonly x: Uint16Array; readonly y: Uint16Array },
): number[] {
  if (line.length < 3) return []
  const [xs, ys] = [line.map((point) => point.x), line.map((point) => point.y)]
  const rows: number[] = []
  grid.each(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), (row) => {
    if (encloses(line, { x: x[row] as number, y: y[row] as number })) rows.push(row)
  })
  const middle = { x: mean(rows, x), y: mean(rows, y) }
  const distance = (row: number) => ((x[row] as number) - middle.x) ** 2 + ((y[row] as number) - middle.y) ** 2
  return rows.sort((one, other) => distance(one) - distance(other) || one - other)
}

function mean(rows: readonly number[], of: Uint16Array): number {
  return rows.reduce((sum, row) => sum + (of[row] as number), 0) / Math.max(1, rows.length)
}

/** `line` and one more point, unless that is hardly elsewhere. */
export function drawnOn(line: readonly Point[], to: Point, least: number): readonly Point[] {
  const last = line.at(-1)
  return last && Math.hypot(to.x - last.x, to.y - last.y) < least ? line : [...line, to]
}

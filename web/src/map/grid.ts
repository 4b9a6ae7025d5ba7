import { FARTHEST } from './decode'
import type { Point } from './viewport'

const PER_CELL = 4
const MOST_CELLS = 256

/** Which points lie where: finds the nearest, and those of a rectangle, without looking at all of them. */
export class Grid {
  private readonly side: number
  private readonly starts: Uint32Array
  private readonly rows: Uint32Array

  constructor(
    private readonly x: Uint16Array,
    private readonly y: Uint16Array,
  ) {
    this.side = Math.max(1, Math.min(MOST_CELLS, Math.ceil(Math.sqrt(x.length / PER_CELL))))
    const cells = this.side ** 2
    this.starts = new Uint32Array(cells + 1)
    this.rows = new Uint32Array(x.length)
    for (let row = 0; row < x.length; row++) this.count(this.cell(x[row] as number, y[row] as number) + 1, 1)
    for (let cell = 0; cell < cells; cell++) this.count(cell + 1, this.starts[cell] as number)
    const next = this.starts.slice()
    for (let row = 0; row < x.length; row++) {
      const cell = this.cell(x[row] as number, y[row] as number)
      const at = next[cell] as number
      this.rows[at] = row
      next[cell] = at + 1
    }
  }

  /** The row nearest to a place, no farther than `reach`; -1 when there is none. Of equals the last, which is on top. */
  nearest({ x, y }: Point, reach: number): number {
    let [best, least] = [-1, reach ** 2]
    this.each(x - reach, y - reach, x + reach, y + reach, (row) => {
      const distance = ((this.x[row] as number) - x) ** 2 + ((this.y[row] as number) - y) ** 2
      if (distance > least || (distance === least && row < best)) return
      best = row
      least = distance
    })
    return best
  }

  /** Calls with each row in a rectangle. */
  each(left: number, top: number, right: number, bottom: number, found: (row: number) => void): void {
    const [first, last] = [this.step(left), this.step(right)]
    for (let down = this.step(top); down <= this.step(bottom); down++) {
      const from = this.starts[down * this.side + first] as number
      const to = this.starts[down * this.side + last + 1] as number
      for (let at = from; at < to; at++) {
        const row = this.rows[at] as number
        const [x, y] = [this.x[row] as number, this.y[row] as number]
        if (x >= left && x <= right && y >= top && y <= bottom) found(row)
      }
    }
  }

  private count(at: number, more: number): void {
    this.starts[at] = (this.starts[at] as number) + more
  }

  private cell(x: number, y: number): number {
    return this.step(y) * this.side + this.step(x)
  }

  private step(place: number): number {
    return Math.max(0, Math.min(this.side - 1, Math.floor((place / (FARTHEST + 1)) * this.side)))
  }
}

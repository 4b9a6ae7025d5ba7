import { expect, test } from 'vitest'
import { Grid } from './grid'
import { drawnOn, encloses, rowsWithin } from './lasso'

/** Always the same numbers, 0 … 65,535 (Park and Miller 1988). */
function places(count: number): { x: Uint16Array; y: Uint16Array } {
  let seed = 7
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed & 0xffff
  }
  return { x: Uint16Array.from({ length: count }, next), y: Uint16Array.from({ length: count }, next) }
}

const PLACES = places(3000)
const GRID = new Grid(PLACES.x, PLACES.y)
const ROWS = Array.from(PLACES.x.keys())
const away = (row: number, x: number, y: number) =>
  Math.hypot((PLACES.x[row] as number) - x, (PLACES.y[row] as number) - y)

test('the grid finds the nearest that looking at all finds', () => {
  const asked = places(60)
  for (let at = 0; at < 60; at++) {
    const [x, y] = [asked.y[at] as number, asked.x[at] as number]
    const best = Math.min(...ROWS.map((row) => away(row, x, y)))
    expect(away(GRID.nearest({ x, y }, 70_000), x, y)).toBeCloseTo(best)
    expect(GRID.nearest({ x, y }, best - 1)).toBe(-1)
  }
})

test('places off the map have nearest ones, too', () => {
  expect(GRID.nearest({ x: -9000, y: 80_000 }, 120_000)).toBeGreaterThanOrEqual(0)
  expect(new Grid(new Uint16Array(), new Uint16Array()).nearest({ x: 1, y: 1 }, 9e4)).toBe(-1)
})

test('of two in one place the upper one is picked', () => {
  const grid = new Grid(Uint16Array.of(5, 5, 900), Uint16Array.of(5, 5, 900))
  expect(grid.nearest({ x: 6, y: 6 }, 50)).toBe(1)
})

test('a rectangle has those that lie in it, once each', () => {
  const found: number[] = []
  GRID.each(10_000, 20_000, 30_000, 60_000, (row) => found.push(row))
  const inside = (row: number) => {
    const [x, y] = [PLACES.x[row] as number, PLACES.y[row] as number]
    return x >= 10_000 && x <= 30_000 && y >= 20_000 && y <= 60_000
  }
  expect(found.sort((a, b) => a - b)).toEqual(ROWS.filter(inside))
})

const HORSESHOE = [
  { x: 0, y: 0 },
  { x: 90, y: 0 },
  { x: 90, y: 90 },
  { x: 60, y: 90 },
  { x: 60, y: 30 },
  { x: 30, y: 30 },
  { x: 30, y: 90 },
  { x: 0, y: 90 },
]

test('a line that bends inwards leaves out what it goes around', () => {
  expect(encloses(HORSESHOE, { x: 15, y: 60 })).toBe(true)
  expect(encloses(HORSESHOE, { x: 45, y: 15 })).toBe(true)
  expect(encloses(HORSESHOE, { x: 45, y: 60 })).toBe(false)
  expect(encloses(HORSESHOE, { x: 200, y: 15 })).toBe(false)
})

test('the lasso catches what is within, from its middle outwards', () => {
  const some = { x: Uint16Array.of(15, 45, 75, 45), y: Uint16Array.of(60, 15, 60, 60) }
  const caught = rowsWithin(HORSESHOE, new Grid(some.x, some.y), some)
  expect([...caught].sort()).toEqual([0, 1, 2])
  expect(caught[0]).toBe(1)
  expect(rowsWithin(HORSESHOE.slice(0, 2), new Grid(some.x, some.y), some)).toEqual([])
})

test('a hand that trembles adds nothing to the line', () => {
  const line = drawnOn([], { x: 1, y: 1 }, 4)
  expect(drawnOn(line, { x: 2, y: 2 }, 4)).toBe(line)
  expect(drawnOn(line, { x: 9, y: 2 }, 4)).toHaveLength(2)
})

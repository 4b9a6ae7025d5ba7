import { expect, test } from 'vitest'
import { HIGHEST, heightOf, type Place, placeOf, rowsSeen, scrolled } from './tall'

const ROW = 56
const SIGHT = 700
const START: Place = { top: 0, shift: 0 }

test('what browsers can draw is scrolled as it is', () => {
  expect(heightOf(5600)).toBe(5600)
  expect(scrolled(START, 4000, 5600, SIGHT)).toEqual({ top: 4000, shift: 0 })
  expect(scrolled(START, 10, 5600, SIGHT)).toEqual({ top: 10, shift: 0 })
})

for (const count of [142_858, 300_000, 1_000_000, 10_000_000]) {
  const whole = count * ROW

  test(`step by step, each of ${count} rows is passed once`, () => {
    let place = START
    let seen = 0
    for (let step = 0; step < 3000; step++) {
      place = scrolled(place, place.top + 500, whole, SIGHT)
      seen += 500
      expect(place.top + place.shift).toBe(seen)
      expect(place.top).toBeGreaterThanOrEqual(0)
    }
    for (let step = 0; step < 3000; step++) place = scrolled(place, place.top - 500, whole, SIGHT)
    expect(place).toEqual(START)
  })

  test(`the ends of ${count} rows are the ends of what is scrolled`, () => {
    const end = scrolled(START, HIGHEST - SIGHT, whole, SIGHT)
    expect(rowsSeen(end, ROW, count, SIGHT, 0).last).toBe(count - 1)
    const begin = scrolled(end, 0, whole, SIGHT)
    expect(begin).toEqual(START)
    const half = scrolled(START, (HIGHEST - SIGHT) / 2, whole, SIGHT)
    expect((half.top + half.shift) / whole).toBeCloseTo(0.5, 1)
  })

  test(`any of ${count} rows can be scrolled to`, () => {
    for (const row of [0, 1, 1428, 1429, count >> 1, count - 100, count - 1]) {
      const at = Math.min(row * ROW, whole - SIGHT)
      const place = placeOf(at, whole)
      expect(place.top).toBeGreaterThanOrEqual(0)
      expect(place.top).toBeLessThanOrEqual(HIGHEST - SIGHT)
      const { first, last } = rowsSeen(place, ROW, count, SIGHT, 0)
      expect(first).toBeLessThanOrEqual(row)
      expect(last).toBeGreaterThanOrEqual(row)
    }
  })
}

test('rows in sight, and some around', () => {
  expect(rowsSeen({ top: 5600, shift: 0 }, ROW, 1000, 560, 2)).toEqual({ first: 98, last: 111 })
  expect(rowsSeen(START, ROW, 3, 560, 12)).toEqual({ first: 0, last: 2 })
  // what is above the list is seen
  expect(rowsSeen({ top: -300, shift: 0 }, ROW, 1000, 560, 0)).toEqual({ first: 0, last: 4 })
})

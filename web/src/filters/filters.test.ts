import { expect, test } from 'vitest'
import { changed, filtersOf, narrows, without } from './filters'

test('an address says what it can, and nonsense says nothing', () => {
  expect(filtersOf({ bpm_min: 90, bpm_max: 'fast', genre: 'Jazz', mood: ['calm', 3], key: ['8B', '13A'] })).toEqual({
    bpm_min: 90,
    genre: ['Jazz'],
    mood: ['calm'],
    key: ['8B'],
  })
  expect(filtersOf({ year_min: -4, duration_max: Number.NaN, favourite: 'true', analysed: false, q: 'x' })).toEqual({
    analysed: false,
  })
})

test('keys that go with none are none', () => {
  expect(filtersOf({ compatible: true })).toEqual({})
  expect(changed({ key: ['8B'], compatible: true }, { key: [] })).toEqual({})
})

test('a filter of two fields is one', () => {
  const slow = { bpm_max: 90, favourite: true }
  expect(narrows(slow, 'bpm')).toBe(true)
  expect(narrows(slow, 'year')).toBe(false)
  expect(without(slow, 'bpm')).toEqual({ favourite: true })
})

test('false narrows, too', () => expect(narrows({ analysed: false }, 'analysed')).toBe(true))

import { expect, test } from 'vitest'
import { MOST_SELECTED, NONE, type Selection, stretchOf, toggled, touched } from './selection'

const ids = (selection: Selection) => [...selection.ids].sort().join('')
const rows = (text: string) => [...text].map((key) => (key === ' ' ? undefined : { key }))
const count = (length: number) => Array.from({ length }, (_, index) => ({ key: `${index}` }))

test('one more, or one less', () => {
  const two = toggled(toggled(NONE, 'a'), 'c')
  expect(ids(two)).toBe('ac')
  expect(ids(toggled(two, 'a'))).toBe('c')
})

test('the right button keeps what it hits', () => {
  const some = toggled(toggled(NONE, 'a'), 'd')
  expect(ids(touched(some, 'a'))).toBe('ad')
  expect(ids(touched(some, 'b'))).toBe('b')
})

test('a stretch that is known is whole', () => {
  expect(stretchOf(rows('abcdef'), 1, 3, false)).toEqual({ keys: ['b', 'c', 'd'], missing: false, cut: false })
  expect(stretchOf(rows('abc'), 0, Number.POSITIVE_INFINITY, false).keys).toHaveLength(3)
})

test('what was not read is missed: holes, and what comes behind the end', () => {
  expect(stretchOf(rows('ab  ef'), 1, 4, false)).toEqual({ keys: ['b', 'e'], missing: true, cut: false })
  expect(stretchOf(rows('ab  ef'), 0, 1, false).missing).toBe(false)
  expect(stretchOf(rows('abc'), 0, Number.POSITIVE_INFINITY, true).missing).toBe(true)
  expect(stretchOf(rows('abc'), 0, 2, true).missing).toBe(false)
})

test('a list may end with the most that can be selected, or go on', () => {
  const most = count(MOST_SELECTED)
  expect(stretchOf(most, 0, Number.POSITIVE_INFINITY, false)).toMatchObject({ missing: false, cut: false })
  expect(stretchOf(most, 0, Number.POSITIVE_INFINITY, true)).toMatchObject({ missing: false, cut: true })
  const more = count(MOST_SELECTED + 1)
  expect(stretchOf(more, 0, Number.POSITIVE_INFINITY, false)).toMatchObject({ missing: false, cut: true })
  expect(stretchOf(more, 0, Number.POSITIVE_INFINITY, false).keys).toHaveLength(MOST_SELECTED)
})

import { expect, test } from 'vitest'
import type { Track } from '@/api/tracks'
import { MOST_ROWS, PAGE, pagesIn, rowsOfPages } from './window'

const tracks = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `t${from + index}` }) as Track)

test('what is in sight, and what comes next, is read', () => {
  expect(pagesIn(0, 20)).toEqual([0])
  expect(pagesIn(50, 70)).toEqual([0, 1])
  expect(pagesIn(99_950, 99_999)).toEqual([998, 999, 1000])
})

test('rows that were not read are holes', () => {
  const rows = rowsOfPages(
    new Map([
      [0, tracks(0, PAGE)],
      [9, tracks(900, 30)],
    ]),
    930,
  )
  expect(rows).toHaveLength(930)
  expect(rows[99]?.key).toBe('t99')
  expect(rows[100]).toBeUndefined()
  expect(rows[929]?.key).toBe('t929')
})

test('while nobody knows how many there are, those that were read are all', () => {
  expect(rowsOfPages(new Map([[0, tracks(0, PAGE)]]), null)).toHaveLength(PAGE)
  expect(rowsOfPages(new Map(), null)).toHaveLength(0)
})

test('a library may shrink between two pages', () => {
  const rows = rowsOfPages(new Map([[0, tracks(0, PAGE)]]), 40)
  expect(rows).toHaveLength(40)
})

test('no page is higher than browsers can draw', () => {
  expect(rowsOfPages(new Map(), 4_000_000)).toHaveLength(MOST_ROWS)
})

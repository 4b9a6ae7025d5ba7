import { expect, test } from 'vitest'
import type { Track } from '@/api/tracks'
import { MOST_ROWS, missingIn, PAGE, pagesIn, pagesOf, rowsOfPages } from './window'

const tracks = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `t${from + index}` }) as Track)

test('what is in sight, and what comes next, is read', () => {
  expect(pagesIn(0, 20)).toEqual([0])
  expect(pagesIn(50, 70)).toEqual([0, 1])
  expect(pagesIn(99_950, 99_999)).toEqual([998, 999, 1000])
})

test('rows that were not read are holes', () => {
  const rows = rowsOfPages({ 0: tracks(0, PAGE), 9: tracks(900, 30) }, 930)
  expect(rows).toHaveLength(930)
  expect(rows[99]?.key).toBe('t99')
  expect(rows[100]).toBeUndefined()
  expect(rows[929]?.key).toBe('t929')
})

test('while nobody knows how many there are, those that were read are all', () => {
  expect(rowsOfPages({ 0: tracks(0, PAGE) }, null)).toHaveLength(PAGE)
  expect(rowsOfPages({}, null)).toHaveLength(0)
})

test('a library may shrink between two pages', () => {
  const rows = rowsOfPages({ 0: tracks(0, PAGE) }, 40)
  expect(rows).toHaveLength(40)
})

test('a list ends where the server does', () => {
  expect(rowsOfPages({}, 40_000_000)).toHaveLength(MOST_ROWS)
})

test('what is missing is read in few pieces', () => {
  const known = { 0: tracks(0, PAGE), 3: tracks(300, PAGE) }
  expect(missingIn(known, 20, 850, 500)).toEqual([
    { skip: 100, limit: 200 },
    { skip: 400, limit: 500 },
  ])
  expect(missingIn(known, 0, 99, 500)).toEqual([])
  expect(missingIn({}, 0, 1099, 500).map(({ skip }) => skip)).toEqual([0, 500, 1000])
})

test('what is read in a piece are pages', () => {
  const pages = pagesOf(400, tracks(400, 230))
  expect(Object.keys(pages)).toEqual(['4', '5', '6'])
  expect(pages[6]).toHaveLength(30)
  expect(pages[5]?.[0]?.id).toBe('t500')
})

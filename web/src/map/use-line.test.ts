import { expect, test } from 'vitest'
import type { LibraryMap } from './decode'
import { lineOf } from './use-line'

const MAP = { ids: ['a', 'b', 'c', 'd'] } as unknown as LibraryMap

test('a line goes through what is on the map, and knows how far it has come', () => {
  expect(lineOf(MAP, ['d', 'x', 'b', 'a'], 2)).toEqual({ rows: [3, 1, 0], at: 1 })
  expect(lineOf(MAP, ['a', 'b'], -1)).toEqual({ rows: [0, 1], at: 0 })
})

import { expect, test } from 'vitest'
import { dropPosition, inserted, moved, runs, stepPosition, without } from './arrange'

const list = (ids: string) => [...ids].map((id, position) => ({ id, position }))
const ids = (items: { id: string }[]) => items.map((item) => item.id).join('')
const places = (items: { position: number }[]) => items.map((item) => item.position)

test('one item goes elsewhere, and positions count on', () => {
  const after = moved(list('abcd'), ['a'], 2)
  expect(ids(after)).toBe('bcad')
  expect(places(after)).toEqual([0, 1, 2, 3])
})

test('several go together, in the order that they had', () =>
  expect(ids(moved(list('abcdef'), ['e', 'b'], 0))).toBe('beacdf'))

test('what is taken out and put back in runs is as it was', () => {
  const before = list('abcdefg')
  const gone = before.filter((item) => 'bcdg'.includes(item.id))
  const left = without(before, ['b', 'c', 'd', 'g'])
  expect(ids(left)).toBe('aef')
  const back = runs(gone)
  expect(back.map(ids)).toEqual(['bcd', 'g'])
  expect(ids(back.reduce((items, run) => inserted(items, run), left))).toBe('abcdefg')
})

test('a drop downwards lands behind, a drop upwards before what it is dropped on', () => {
  const items = list('abcde')
  expect(ids(moved(items, ['b'], dropPosition(items, ['b'], 3)))).toBe('acdbe')
  expect(ids(moved(items, ['d'], dropPosition(items, ['d'], 1)))).toBe('adbce')
  expect(ids(moved(items, ['a', 'c'], dropPosition(items, ['a', 'c'], 4)))).toBe('bdeac')
  expect(ids(moved(items, ['c', 'd'], dropPosition(items, ['c', 'd'], 0)))).toBe('cdabe')
})

test('a step moves a block past its neighbour, and no farther than the end', () => {
  const items = list('abcde')
  const step = (chosen: string[], way: -1 | 1) => {
    const position = stepPosition(items, chosen, way)
    return position === null ? null : ids(moved(items, chosen, position))
  }
  expect(step(['c'], -1)).toBe('acbde')
  expect(step(['c'], 1)).toBe('abdce')
  expect(step(['b', 'c'], 1)).toBe('adbce')
  expect(step(['b', 'c'], -1)).toBe('bcade')
  expect(step(['a'], -1)).toBeNull()
  expect(step(['d', 'e'], 1)).toBeNull()
})

import { expect, test } from 'vitest'
import { type Board, put, seedsOf, taken, weighed, wishes, written } from './seeds'

const EMPTY: Board = { more: [], less: [] }
const CALM = { kind: 'words', id: 'calm: piano, no voice', weight: 50 } as const
const SAD = { kind: 'tag', id: 'sad', weight: 80 } as const

test('what is written is read again, whatever the words hold', () =>
  expect(seedsOf(written([CALM, SAD]))).toEqual([CALM, SAD]))

test('nothing is written of nothing', () => expect(written([])).toBeUndefined())

test('what makes no sense is left out, and nothing is there twice', () => {
  expect(seedsOf('colour:red,track:,tag:sad:900,tag:sad,tag:%E0,,favourites:')).toEqual([
    { kind: 'tag', id: 'sad', weight: 50 },
    { kind: 'favourites', id: '', weight: 50 },
  ])
  expect(seedsOf(undefined)).toEqual([])
})

test('a seed is on one side only, and takes its weight along', () => {
  const there = weighed(put(EMPTY, 'more', SAD), SAD, 80)
  expect(put(there, 'less', SAD)).toEqual({ more: [], less: [SAD] })
  expect(put(there, 'more', SAD)).toBe(there)
})

test('taking a seed away is as if it had never been there', () => {
  const before = put(EMPTY, 'more', CALM)
  expect(taken(put(before, 'less', SAD), SAD)).toEqual(before)
})

test('less is below nothing', () =>
  expect(wishes({ more: [CALM], less: [SAD] }).map((wish) => wish.weight)).toEqual([1, -1.6]))

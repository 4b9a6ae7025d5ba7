import { expect, test } from 'vitest'
import { codeOf, compatibleWith, HOURS, pieceOf, rootOf, turned } from './camelot'

const NOTES = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B']

test.each([
  ['8B', 'C'],
  ['8A', 'A'],
  ['1B', 'B'],
  ['1A', 'Ab'],
  ['12B', 'E'],
  ['5A', 'C'],
  ['3B', 'Db'],
])('%s is rooted in %s', (code, note) => expect(NOTES[rootOf(code)]).toBe(note))

test('all roots are there once a ring', () => {
  for (const ring of ['A', 'B'] as const) expect(new Set(HOURS.map((hour) => rootOf(codeOf(hour, ring)))).size).toBe(12)
})

test('the wheel is round', () => {
  expect(turned(12, 1)).toBe(1)
  expect(turned(1, -1)).toBe(12)
  expect(turned(3, 24)).toBe(3)
})

test('neighbours and the relative go together', () => {
  expect(compatibleWith('12A')).toEqual(['11A', '1A', '12B'])
  expect(compatibleWith('8B')).toEqual(['7B', '9B', '8A'])
})

test('a piece begins at the top', () => expect(pieceOf(0, 30, 50, 90)).toMatch(/^M100\.00 10\.00A90 90/))

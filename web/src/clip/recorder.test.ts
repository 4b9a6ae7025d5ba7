import { expect, test } from 'vitest'
import { levelOf, refusalOf } from './recorder'

test('silence has no level, full scale all of it', () => {
  expect(levelOf(new Float32Array(64))).toBe(0)
  expect(levelOf(new Float32Array(64).fill(1))).toBe(1)
})

test('half the decibels are half the level', () =>
  expect(levelOf(new Float32Array(64).fill(10 ** (-30 / 20)))).toBeCloseTo(0.5, 3))

test('whoever says no is told apart from who has no microphone', () => {
  expect(refusalOf(new DOMException('no', 'NotAllowedError'))).toBe('denied')
  expect(refusalOf(new DOMException('none', 'NotFoundError'))).toBe('none')
  expect(refusalOf(new Error('else'))).toBe('none')
})

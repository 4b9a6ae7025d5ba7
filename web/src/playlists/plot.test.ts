import { expect, test } from 'vitest'
import { extent, keySteps, line, meanStep } from './plot'

test('a line goes from left to right, the greatest at the top', () => {
  expect(line([1, 3, 2], [1, 3])).toBe('M0 1L50 0L100 0.5')
})

test('what is unknown interrupts it', () => {
  expect(line([null, 1, null, 3, 2], [1, 3])).toBe('M25 1M75 0L100 0.5')
  expect(line([], [0, 1])).toBe('')
})

test('the extent spans all that is known, and is never nothing', () => {
  expect(extent([1, null], [5, 2])).toEqual([1, 5])
  expect(extent([3], [3])).toEqual([2, 4])
  expect(extent([null], [])).toBeNull()
})

test('steps on the wheel', () => {
  expect(keySteps('8A', '8A')).toBe(0)
  expect(keySteps('12A', '1A')).toBe(1)
  expect(keySteps('8A', '8B')).toBe(1)
  expect(keySteps('9B', '10A')).toBe(2)
  expect(keySteps('1A', '7A')).toBe(6)
})

test('the mean of the steps that are known', () => {
  const apart = (one: number, other: number) => Math.abs(one - other)
  expect(meanStep([1, 4, null, 2, 3], apart)).toBe(2)
  expect(meanStep([1, null, 2], apart)).toBeNull()
})

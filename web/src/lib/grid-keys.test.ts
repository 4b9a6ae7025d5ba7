import { expect, test } from 'vitest'
import { cardAfter } from './grid-keys'

// 0 1 2 3
// 4 5 6 7
// 8 9
const from = (at: number, key: string) => cardAfter(key, at, 10, 4)

test('arrows go on in the next row, and stay at the ends', () => {
  expect(from(3, 'ArrowRight')).toBe(4)
  expect(from(4, 'ArrowLeft')).toBe(3)
  expect(from(0, 'ArrowLeft')).toBe(0)
  expect(from(9, 'ArrowRight')).toBe(9)
})

test('up and down stay in their column as far as there is one', () => {
  expect(from(1, 'ArrowDown')).toBe(5)
  expect(from(5, 'ArrowDown')).toBe(9)
  expect(from(7, 'ArrowDown')).toBe(9)
  expect(from(9, 'ArrowDown')).toBe(9)
  expect(from(9, 'ArrowUp')).toBe(5)
  expect(from(2, 'ArrowUp')).toBe(2)
})

test('pages and ends', () => {
  expect(from(1, 'PageDown')).toBe(9)
  expect(from(9, 'PageUp')).toBe(1)
  expect(from(6, 'Home')).toBe(0)
  expect(from(6, 'End')).toBe(9)
})

test('other keys are left to others', () => {
  expect(from(6, 'Enter')).toBeNull()
  expect(from(6, 'Tab')).toBeNull()
})

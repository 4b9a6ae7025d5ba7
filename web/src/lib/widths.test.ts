import { expect, test } from 'vitest'
import { widthAfter, within } from './widths'

const WIDTHS = { least: 200, most: 500, usual: 272 }

test('keys make it wider and narrower, within its bounds', () => {
  expect(widthAfter('ArrowRight', 272, WIDTHS)).toBe(288)
  expect(widthAfter('ArrowLeft', 210, WIDTHS)).toBe(200)
  expect(widthAfter('PageUp', 480, WIDTHS)).toBe(500)
  expect(widthAfter('Home', 300, WIDTHS)).toBe(200)
  expect(widthAfter('End', 300, WIDTHS)).toBe(500)
  expect(widthAfter('Tab', 300, WIDTHS)).toBeNull()
})

test('hands draw no farther either', () => {
  expect(within(WIDTHS, 33.3)).toBe(200)
  expect(within(WIDTHS, 333.3)).toBe(333)
})

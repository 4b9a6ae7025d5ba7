import { expect, test } from 'vitest'
import { FARTHEST } from './decode'
import { between, bounded, cornersOf, eased, fitting, panned, toMap, toScreen, zoomed } from './viewport'

const SIZE = { width: 800, height: 500 }
const VIEW = { x: 30_000, y: 20_000, scale: 0.05 }

test('to the screen and back is where one was', () => {
  const at = toMap(VIEW, SIZE, toScreen(VIEW, SIZE, { x: 12_345, y: 54_321 }))
  expect(at.x).toBeCloseTo(12_345)
  expect(at.y).toBeCloseTo(54_321)
  expect(toScreen(VIEW, SIZE, VIEW)).toEqual({ x: 400, y: 250 })
})

test('a hand moves what it holds', () => {
  const held = toMap(VIEW, SIZE, { x: 100, y: 100 })
  const moved = toScreen(panned(VIEW, SIZE, 40, -30), SIZE, held)
  expect(moved.x).toBeCloseTo(140)
  expect(moved.y).toBeCloseTo(70)
})

test('what is under the pointer stays there while one zooms', () => {
  const at = { x: 650, y: 120 }
  const under = toMap(VIEW, SIZE, at)
  for (const factor of [2, 0.5, 1.01]) {
    const back = toScreen(zoomed(VIEW, SIZE, factor, at), SIZE, under)
    expect(back.x).toBeCloseTo(at.x)
    expect(back.y).toBeCloseTo(at.y)
  }
})

test('one zooms neither into nothing nor out of sight', () => {
  let [near, far] = [VIEW, VIEW]
  for (let turn = 0; turn < 60; turn++) {
    near = zoomed(near, SIZE, 1.5, { x: 10, y: 10 })
    far = zoomed(far, SIZE, 1 / 1.5, { x: 10, y: 10 })
  }
  expect(near.scale).toBe(4)
  expect(far.scale).toBeCloseTo(0.7 * fitting(SIZE).scale)
  expect(bounded({ ...VIEW, x: -500, y: 90_000 }, SIZE)).toEqual({ ...VIEW, x: 0, y: FARTHEST })
})

test('all points fit, beside what covers the map', () => {
  const corners = cornersOf({ x: Uint16Array.of(10_000, 50_000, 20_000), y: Uint16Array.of(40_000, 5000, 9000) })
  const frame = { left: 200, top: 60, right: 40, bottom: 10 }
  const view = fitting(SIZE, corners, frame)
  for (const corner of corners) {
    const { x, y } = toScreen(view, SIZE, corner)
    expect(x).toBeGreaterThan(200)
    expect(x).toBeLessThan(760)
    expect(y).toBeGreaterThan(60)
    expect(y).toBeLessThan(490)
  }
})

test('one point alone is shown from no nearer than its neighbourhood', () => {
  const [corner] = cornersOf({ x: Uint16Array.of(9), y: Uint16Array.of(9) })
  expect(fitting(SIZE, corner ? [corner] : []).scale).toBeLessThan(0.5)
})

test('a map of nothing is seen as a whole', () => {
  expect(fitting(SIZE, cornersOf({ x: new Uint16Array(), y: new Uint16Array() }))).toEqual(fitting(SIZE))
})

test('flights begin here, end there, and go nearer by proportions', () => {
  const to = { x: 60_000, y: 1000, scale: 0.8 }
  expect(between(VIEW, to, 0)).toEqual(VIEW)
  const end = between(VIEW, to, 1)
  expect(end.x).toBeCloseTo(to.x)
  expect(end.scale).toBeCloseTo(to.scale)
  expect(between(VIEW, to, 0.5).scale).toBeCloseTo(0.2)
  const level = between(VIEW, { ...VIEW, x: 40_000 }, 0.25)
  expect(level.x).toBeCloseTo(32_500)
})

test('easing keeps ends and the middle', () => expect([0, 0.5, 1].map(eased)).toEqual([0, 0.5, 1]))

import { expect, test } from 'vitest'
import type { PathStop } from '@/api/discover'
import { closest, curvesOf, pointsOf } from './line'

const BOX = { width: 400, height: 120, padX: 20, padY: 10 }

function stop(bpm: number | null, angle: number | null): PathStop {
  return {
    position: 0,
    track: { bpm } as PathStop['track'],
    step: angle === null ? null : { cosine: Math.cos(angle), angle, tempo: null, key: null },
  }
}

test('a line goes from edge to edge, the fastest on top', () => {
  const points = pointsOf([stop(80, null), stop(100, 1), stop(160, 1)], BOX)
  expect(points.map(({ x }) => x)).toEqual([20, 200, 380])
  expect(points[0]?.y).toBe(110)
  expect(points[2]?.y).toBe(10)
})

test('who sounds farther apart lies farther apart, but nobody on top of another', () => {
  const points = pointsOf([stop(100, null), stop(100, 0), stop(100, 2)], BOX)
  const [a, b, c] = points.map(({ x }) => x) as [number, number, number]
  expect(c - b).toBeGreaterThan(b - a)
  expect(closest(points)).toBeGreaterThan(60)
})

test('a tempo that is unknown goes on as it was, and none at all is the middle', () => {
  const points = pointsOf([stop(80, null), stop(null, 1), stop(160, 1)], BOX)
  expect(points[1]?.y).toBe(points[0]?.y)
  expect(pointsOf([stop(null, null), stop(null, 1)], BOX).map(({ y }) => y)).toEqual([60, 60])
})

test('tempi that hardly differ are not made mountains of', () => {
  const heights = pointsOf([stop(100, null), stop(101, 1)], BOX).map(({ y }) => y)
  expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeLessThan(12)
})

test('between two stops is one curve, flat where the way turns', () => {
  const curves = curvesOf([
    { x: 0, y: 0 },
    { x: 30, y: 10 },
    { x: 60, y: 0 },
  ])
  expect(curves).toEqual(['M0 0C10 3.3 20 10 30 10', 'M30 10C40 10 50 3.3 60 0'])
})

import type { PathStop } from '@/api/discover'

interface Box {
  width: number
  height: number
  /** Around it, so that what stands on a point has room. */
  padX: number
  padY: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** How much of the way between two stops is how far apart they sound; the rest is even, so that none coincide. */
const BY_SOUND = 0.6

/**
 * Where the stops lie: from left to right as far as one sounds from the one before, up and down by tempo (on the scale
 * of octaves). A tempo that is unknown goes on as it was.
 */
export function pointsOf(stops: readonly PathStop[], box: Box): Point[] {
  const angles = stops.map((stop) => stop.step?.angle ?? 0)
  const whole = angles.reduce((sum, angle) => sum + angle, 0)
  const heights = levels(stops.map(({ track }) => track.bpm))
  let gone = 0
  return stops.map((_, index) => {
    gone += angles[index] ?? 0
    const even = stops.length > 1 ? index / (stops.length - 1) : 0.5
    const along = whole > 0 ? BY_SOUND * (gone / whole) + (1 - BY_SOUND) * even : even
    return {
      x: box.padX + along * (box.width - 2 * box.padX),
      y: box.padY + (1 - (heights[index] ?? 0.5)) * (box.height - 2 * box.padY),
    }
  })
}

/** Tempi as heights, 0 … 1; all in the middle when they hardly differ. */
function levels(tempi: readonly (number | null)[]): number[] {
  const known = tempi.filter((bpm): bpm is number => bpm !== null && bpm > 0).map(Math.log2)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const span = Math.max(high - low, 0.15)
  let last = known[0]
  return tempi.map((bpm) => {
    if (bpm) last = Math.log2(bpm)
    return last === undefined ? 0.5 : 0.5 + (last - (low + high) / 2) / span
  })
}

/** The curves between neighbours (a cubic each), smooth where they meet and never beyond either height. */
export function curvesOf(points: readonly Point[]): string[] {
  const slopes = tangents(points)
  return points.slice(1).map((to, index) => {
    const from = points[index] as Point
    const third = (to.x - from.x) / 3
    const [leave, arrive] = [slopes[index] ?? 0, slopes[index + 1] ?? 0]
    const [one, two] = [from.y + leave * third, to.y - arrive * third]
    return `M${r(from.x)} ${r(from.y)}C${r(from.x + third)} ${r(one)} ${r(to.x - third)} ${r(two)} ${r(to.x)} ${r(to.y)}`
  })
}

/** Slopes that keep a curve monotone between its points (Fritsch and Carlson 1980, with harmonic means). */
function tangents(points: readonly Point[]): number[] {
  const slopes = points.slice(1).map((to, index) => {
    const from = points[index] as Point
    return (to.y - from.y) / Math.max(1e-6, to.x - from.x)
  })
  return points.map((_, index) => {
    const [before, after] = [slopes[index - 1], slopes[index]]
    if (before === undefined || after === undefined) return before ?? after ?? 0
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after)
  })
}

const r = (value: number) => Math.round(10 * value) / 10

/** The least distance of neighbours, in pixels: whether there is room for pictures. */
export function closest(points: readonly Point[]): number {
  return points.slice(1).reduce((least, to, index) => Math.min(least, to.x - (points[index] as Point).x), 1e9)
}

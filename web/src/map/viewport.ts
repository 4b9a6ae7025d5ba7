import { FARTHEST } from './decode'

/** What of the map is seen: its middle, in the map's units, and how many pixels one unit takes. */
export interface View {
  readonly x: number
  readonly y: number
  readonly scale: number
}

/** In pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** A rectangle; the top has the smaller number. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** How near one can look, in pixels a unit: a hundredth of the map fills a wide screen many times. */
const NEAREST = 4
const FAR = 0.7
const MARGIN = 0.1

export function toScreen(view: View, size: Size, at: Point): Point {
  return { x: (at.x - view.x) * view.scale + size.width / 2, y: (at.y - view.y) * view.scale + size.height / 2 }
}

export function toMap(view: View, size: Size, at: Point): Point {
  return { x: (at.x - size.width / 2) / view.scale + view.x, y: (at.y - size.height / 2) / view.scale + view.y }
}

/** The corners of the smallest rectangle around places. */
export function cornersOf(places: { readonly x: Uint16Array; readonly y: Uint16Array }): readonly Point[] {
  const ends = (values: Uint16Array) => {
    let [least, most] = [FARTHEST, 0]
    for (const value of values) {
      if (value < least) least = value
      if (value > most) most = value
    }
    return [least, most] as const
  }
  const [[left, right], [top, bottom]] = [ends(places.x), ends(places.y)]
  return places.x.length
    ? [
        { x: left, y: top },
        { x: right, y: bottom },
      ]
    : CORNERS
}

/** The view that shows all of `points` (the whole map unless told), with some margin, in what no `frame` covers. */
export function fitting(size: Size, points: readonly Point[] = CORNERS, frame: Frame = BARE): View {
  const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))]
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))]
  const widest = FARTHEST / 50
  const across = Math.max(1, size.width - frame.left - frame.right) / Math.max(widest, right - left)
  const down = Math.max(1, size.height - frame.top - frame.bottom) / Math.max(widest, bottom - top)
  const scale = Math.min(across, down) * (1 - MARGIN)
  return {
    x: (left + right) / 2 - (frame.left - frame.right) / 2 / scale,
    y: (top + bottom) / 2 - (frame.top - frame.bottom) / 2 / scale,
    scale,
  }
}

/** Pixels at each side of the map that something covers. */
export type Frame = Box

const BARE: Frame = { left: 0, top: 0, right: 0, bottom: 0 }

const CORNERS: readonly Point[] = [
  { x: 0, y: 0 },
  { x: FARTHEST, y: FARTHEST },
]

/** Moved by pixels, as a hand moves paper. */
export function panned(view: View, size: Size, right: number, down: number): View {
  return bounded({ ...view, x: view.x - right / view.scale, y: view.y - down / view.scale }, size)
}

/** `factor` times as near, what is at `at` staying there. */
export function zoomed(view: View, size: Size, factor: number, at: Point): View {
  const fixed = toMap(view, size, at)
  const { scale } = bounded({ ...view, scale: view.scale * factor }, size)
  return bounded(
    { x: fixed.x - (at.x - size.width / 2) / scale, y: fixed.y - (at.y - size.height / 2) / scale, scale },
    size,
  )
}

/** Never so far away or so near, or so far beside, that nothing is seen. */
export function bounded(view: View, size: Size): View {
  const scale = Math.max(fitting(size).scale * FAR, Math.min(NEAREST, view.scale))
  return { x: Math.max(0, Math.min(FARTHEST, view.x)), y: Math.max(0, Math.min(FARTHEST, view.y)), scale }
}

/**
 * The view `share` (0 … 1) of the way from one to another. Scales go by proportions; the middle moves as seen from
 * there, so that flights begin and end without a jerk.
 */
export function between(from: View, to: View, share: number): View {
  const scale = from.scale * (to.scale / from.scale) ** share
  const along =
    Math.abs(to.scale / from.scale - 1) < 1e-3 ? share : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale)
  return { x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along, scale }
}

/** Slow, fast, slow. */
export function eased(share: number): number {
  return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2
}

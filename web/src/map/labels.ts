import type { Region } from './decode'
import { type Size, toScreen, type View, zoomOf } from './viewport'

/** A label where it is drawn, in pixels; `alpha` says how far it has faded in. */
export interface Label {
  readonly region: Region
  readonly text: string
  readonly x: number
  readonly y: number
  readonly alpha: number
  readonly large: boolean
}

const GAP = 6
const HEIGHT = { large: 22, small: 17 } as const
/** How many times nearer one looks until the next level's labels come. */
const STEP = 2.2

/** How visible a level is at a zoom, 0 … 1; the last one stays however near one looks. */
export function strength(level: number, levels: number, zoom: number): number {
  const depth = Math.log(Math.max(zoom, 0.01)) / Math.log(STEP)
  const comes = level === 0 ? 1 : clamp((depth - level + 0.75) / 0.5)
  const goes = level === levels - 1 ? 1 : clamp((level + 1.1 - depth) / 0.5)
  return Math.min(comes, goes)
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1, value))
}

/** Its two most telling tags or, without any, its first artist. */
function nameOf({ name: { tags, artists } }: Region, say: (tag: string) => string): string {
  return tags.length ? tags.slice(0, 2).map(say).join(' · ') : (artists[0] ?? '')
}

/** Labels that do not touch one another: large regions first, and of two that would overlap the larger one. */
export function labelsFor(
  regions: readonly Region[],
  view: View,
  size: Size,
  width: (text: string, large: boolean) => number,
  say: (tag: string) => string = (tag) => tag,
): Label[] {
  const levels = Math.max(0, ...regions.map(({ level }) => level)) + 1
  const zoom = zoomOf(view, size)
  const taken: [number, number, number, number][] = []
  const labels: Label[] = []
  for (const region of [...regions].sort((a, b) => a.level - b.level || b.tracks - a.tracks)) {
    const alpha = strength(region.level, levels, zoom)
    const text = nameOf(region, say)
    if (alpha <= 0 || !text) continue
    const { x, y } = toScreen(view, size, region)
    const large = region.level === 0 && levels > 1
    const [half, high] = [width(text, large) / 2 + GAP, HEIGHT[large ? 'large' : 'small'] / 2 + GAP]
    if (x + half < 0 || x - half > size.width || y + high < 0 || y - high > size.height) continue
    if (
      taken.some(
        ([left, top, right, bottom]) => x - half < right && x + half > left && y - high < bottom && y + high > top,
      )
    )
      continue
    taken.push([x - half, y - high, x + half, y + high])
    labels.push({ region, text, x, y, alpha, large })
  }
  return labels
}

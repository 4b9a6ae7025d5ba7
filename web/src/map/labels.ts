import type { Region } from './decode'
import { type Box, type Frame, type Point, type Size, toScreen, type View } from './viewport'

/** A label where it is drawn, in pixels; `alpha` says how far it has faded in. */
export interface Label {
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

/** What regions are called: by their two most telling tags, and by an artist where others of their level have the same. */
export function namesOf(regions: readonly Region[], say: (tag: string) => string): Map<Region, string> {
  const plain = (region: Region) => region.name.tags.slice(0, 2).map(say).join(' · ')
  const same = new Map<string, number>()
  const key = (region: Region) => `${region.level} ${plain(region)}`
  for (const region of regions) same.set(key(region), (same.get(key(region)) ?? 0) + 1)
  const full = (region: Region) => {
    const artist = region.name.artists.slice(0, same.get(key(region)) === 1 && plain(region) ? 0 : 1)
    return [plain(region), ...artist].filter(Boolean).join(' · ')
  }
  return new Map(regions.map((region) => [region, full(region)]))
}

/** How labels are laid out: how near one looks, 1 being where the whole map is seen, and where there is room for them. */
interface Setting {
  readonly view: View
  readonly size: Size
  readonly zoom: number
  /** What is covered at the sides of the screen. */
  readonly frame: Frame
  /** How many points lie in a rectangle; null where they lie so close that labels are over them anyhow. */
  readonly points: ((box: Box) => number) | null
  width(text: string, large: boolean): number
}

/** How far from its place a label may go to lie beside points rather than over them: pixels, the nearest first. */
const AWAY = [0, -6, 6, -12, 12, -18, 18, -24, 24, -32, 32, -40, 40, -48, 48]

/** Labels that do not touch one another: large regions first, and of two that would overlap the larger one. */
export function labelsFor(names: ReadonlyMap<Region, string>, setting: Setting): Label[] {
  const { view, size, zoom } = setting
  const regions = [...names.keys()].sort((a, b) => a.level - b.level || b.tracks - a.tracks)
  const levels = (regions.at(-1)?.level ?? 0) + 1
  const taken: Box[] = []
  const labels: Label[] = []
  for (const region of regions) {
    const alpha = strength(region.level, levels, zoom)
    const text = names.get(region) ?? ''
    if (alpha <= 0 || !text) continue
    const large = region.level === 0 && levels > 1
    const [half, high] = [setting.width(text, large) / 2 + GAP, HEIGHT[large ? 'large' : 'small'] / 2]
    const box = placed(toScreen(view, size, region), half, high, setting)
    if (box.right < 0 || box.left > size.width || box.bottom < 0 || box.top > size.height) continue
    if (taken.some((other) => touch(box, other))) continue
    taken.push(box)
    labels.push({ text, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, alpha, large })
  }
  return labels
}

/** Where a label lies: whole within what is not covered if its place is there, and over as few points as may be. */
function placed(at: Point, half: number, high: number, { size, frame, points }: Setting): Box {
  const [first, last] = [frame.left + half, size.width - frame.right - half]
  const seen = at.x >= frame.left && at.x <= size.width - frame.right && first <= last
  const x = seen ? Math.max(first, Math.min(last, at.x)) : at.x
  const boxAt = (y: number): Box => ({ left: x - half, right: x + half, top: y - high - GAP, bottom: y + high + GAP })
  if (!points) return boxAt(at.y)
  let [best, least] = [boxAt(at.y), Number.POSITIVE_INFINITY]
  for (const away of AWAY) {
    const box = boxAt(at.y + away)
    const under = points(box)
    if (under < least) [best, least] = [box, under]
    if (!least) break
  }
  return best
}

function touch(one: Box, other: Box): boolean {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top
}

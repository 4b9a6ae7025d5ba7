import type { Region } from './decode'
import { type Size, toScreen, type View } from './viewport'

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

/** How labels are laid out: how near one looks, 1 being where the whole map is seen, and how far above their place they are. */
interface Setting {
  readonly view: View
  readonly size: Size
  readonly zoom: number
  readonly lift: number
  width(text: string, large: boolean): number
}

/** Labels that do not touch one another: large regions first, and of two that would overlap the larger one. */
export function labelsFor(names: ReadonlyMap<Region, string>, { view, size, zoom, lift, width }: Setting): Label[] {
  const regions = [...names.keys()].sort((a, b) => a.level - b.level || b.tracks - a.tracks)
  const levels = (regions.at(-1)?.level ?? 0) + 1
  const taken: [number, number, number, number][] = []
  const labels: Label[] = []
  for (const region of regions) {
    const alpha = strength(region.level, levels, zoom)
    const text = names.get(region) ?? ''
    if (alpha <= 0 || !text) continue
    const at = toScreen(view, size, region)
    const [x, y] = [at.x, at.y - lift]
    const large = region.level === 0 && levels > 1
    const [half, high] = [width(text, large) / 2 + GAP, HEIGHT[large ? 'large' : 'small'] / 2 + GAP]
    if (x + half < 0 || x - half > size.width || y + high < 0 || y - high > size.height) continue
    if (taken.some(([l, t, r, b]) => x - half < r && x + half > l && y - high < b && y + high > t)) continue
    taken.push([x - half, y - high, x + half, y + high])
    labels.push({ text, x, y, alpha, large })
  }
  return labels
}

import type { LibraryMap } from './decode'
import { type Colour, css, KINDS, OTHER, type Scheme, scaled } from './palettes'

export const BY = ['genre', 'mood', 'tempo', 'year', 'playlist'] as const
export type By = (typeof BY)[number]

/** A line of the legend. `shade` is its place in the palette. */
interface Kind {
  readonly shade: number
  /** As the library says it; null for all others together. */
  readonly name: string | null
  readonly colour: string
  readonly tracks: number
}

/** Which colour each row has, and what that means: kinds, or a scale from `low` to `high`. */
export interface Colouring {
  /** A place in the palette for each row; 0 is what has no colour of its own. */
  readonly shades: Uint8Array
  /** 256 colours, RGB. */
  readonly palette: Uint8Array
  readonly kinds: readonly Kind[]
  readonly scale: { readonly low: number; readonly high: number; readonly gradient: string } | null
}

const STEPS = 254

/** Colours for `map` by one of its columns; for a playlist, by the rows that are on it. */
export function colouring(map: LibraryMap, by: By, scheme: Scheme, members: ReadonlySet<number> | null): Colouring {
  if (by === 'tempo') return byScale(map.tempo, scheme)
  if (by === 'year') return byScale(map.year, scheme)
  if (by === 'playlist') return byMembers(map, scheme, members)
  return by === 'mood' ? byKind(map.mood, map.moods, scheme) : byKind(map.genre, map.genres, scheme)
}

/** The commonest get a colour each. */
function byKind(codes: Uint8Array, names: readonly string[], scheme: Scheme): Colouring {
  const counts = new Uint32Array(256)
  for (const code of codes) counts[code] = (counts[code] as number) + 1
  const colours = KINDS[scheme]
  const common = names
    .map((name, at) => ({ name, code: at + 1, tracks: counts[at + 1] as number }))
    .filter(({ tracks }) => tracks > 0)
    .sort((one, other) => other.tracks - one.tracks || one.code - other.code)
    .slice(0, colours.length)
  const shadeOf = new Uint8Array(256)
  for (const [at, { code }] of common.entries()) shadeOf[code] = at + 1
  const kinds: Kind[] = common.map(({ name, tracks }, at) => ({
    shade: at + 1,
    name,
    colour: css(colours[at] as Colour),
    tracks,
  }))
  const others = codes.length - common.reduce((sum, { tracks }) => sum + tracks, 0)
  if (others > 0) kinds.push({ shade: 0, name: null, colour: css(OTHER[scheme]), tracks: others })
  return {
    shades: codes.map((code) => shadeOf[code] as number),
    palette: paletteOf([OTHER[scheme], ...colours]),
    kinds,
    scale: null,
  }
}

/** From little to much; the outermost hundredths share their colour, so that one odd value does not grey the rest. */
function byScale(values: Uint8Array | Uint16Array, scheme: Scheme): Colouring {
  const known = values.filter((value) => value > 0).sort()
  const low = known[Math.floor(known.length * 0.01)] ?? 0
  const high = known[Math.ceil(known.length * 0.99) - 1] ?? 0
  const shades = new Uint8Array(values.length)
  for (const [row, value] of values.entries()) {
    const share = Math.max(0, Math.min(1, (value - low) / Math.max(1, high - low)))
    shades[row] = value > 0 ? 1 + Math.round(share * STEPS) : 0
  }
  const colours = Array.from({ length: STEPS + 1 }, (_, at) => scaled(scheme, at / STEPS))
  const stops = [0, 0.25, 0.5, 0.75, 1].map((share) => css(scaled(scheme, share)))
  const unknown = values.length - known.length
  return {
    shades,
    palette: paletteOf([OTHER[scheme], ...colours]),
    kinds: unknown > 0 ? [{ shade: 0, name: null, colour: css(OTHER[scheme]), tracks: unknown }] : [],
    scale: known.length ? { low, high, gradient: `linear-gradient(to right, ${stops.join(', ')})` } : null,
  }
}

function byMembers(map: LibraryMap, scheme: Scheme, members: ReadonlySet<number> | null): Colouring {
  const shades = new Uint8Array(map.count)
  for (const row of members ?? []) shades[row] = 1
  return { shades, palette: paletteOf([OTHER[scheme], KINDS[scheme][1] as Colour]), kinds: [], scale: null }
}

function paletteOf(colours: readonly Colour[]): Uint8Array {
  const palette = new Uint8Array(3 * 256)
  for (const [at, colour] of colours.entries()) palette.set(colour, 3 * at)
  return palette
}

/** The rows of one kind; what is shown while others are dimmed. */
export function rowsOfShade({ shades }: Colouring, shade: number): Uint32Array {
  const rows: number[] = []
  for (const [row, one] of shades.entries()) if (one === shade) rows.push(row)
  return Uint32Array.from(rows)
}

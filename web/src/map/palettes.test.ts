import { expect, test } from 'vitest'
import { type Colour, KINDS, OTHER, type Scheme, scaled } from './palettes'

/** Machado, Oliveira and Fernandes 2009, severity 1: what is seen of linear light. */
const EYES: Record<string, readonly number[]> = {
  all: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
}
const PAGE: Record<Scheme, Colour> = { dark: [17, 15, 13], light: [241, 238, 234] }

const light = (byte: number) => (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4)

function seen([red, green, blue]: Colour, eye: readonly number[]): [number, number, number] {
  const linear = [light(red), light(green), light(blue)]
  const band = (row: number) =>
    Math.max(
      0,
      Math.min(
        1,
        linear.reduce((sum, one, at) => sum + one * (eye[3 * row + at] as number), 0),
      ),
    )
  return [band(0), band(1), band(2)]
}

/** How far apart two colours look: the distance in OKLab (Ottosson 2020). */
function apart(one: Colour, other: Colour, eye: readonly number[]): number {
  const [a, b] = [oklab(seen(one, eye)), oklab(seen(other, eye))]
  return Math.hypot(...a.map((value, at) => value - (b[at] as number)))
}

function oklab([r, g, b]: readonly [number, number, number]): [number, number, number] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function contrast(one: Colour, other: Colour): number {
  const luminance = ([r, g, b]: Colour) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b) + 0.05
  const [a, b] = [luminance(one), luminance(other)]
  return Math.max(a, b) / Math.min(a, b)
}

const SCHEMES: Scheme[] = ['dark', 'light']

test.each(SCHEMES)('kinds can be told apart whatever one sees, %s', (scheme) => {
  const pairs = KINDS[scheme].flatMap((one, at) => KINDS[scheme].slice(at + 1).map((other) => [one, other] as const))
  for (const [name, eye] of Object.entries(EYES))
    for (const [one, other] of pairs) expect(apart(one, other, eye), `${one} ${other} ${name}`).toBeGreaterThan(0.07)
})

test.each(SCHEMES)('every point stands out from the page, %s', (scheme) => {
  for (const colour of [...KINDS[scheme], OTHER[scheme]]) expect(contrast(colour, PAGE[scheme])).toBeGreaterThan(2)
  for (const share of [0, 0.5, 1]) expect(contrast(scaled(scheme, share), PAGE[scheme])).toBeGreaterThan(1.7)
})

test('a scale goes on evenly, and ends where it ends', () => {
  expect(scaled('dark', 1)).toEqual([253, 231, 37])
  expect(scaled('light', -3)).toEqual([68, 1, 84])
  expect(scaled('light', 0.5)).not.toEqual(scaled('light', 0.51))
})

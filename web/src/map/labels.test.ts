import { expect, test } from 'vitest'
import type { Region } from './decode'
import { labelsFor, namesOf, strength } from './labels'

const region = (level: number, x: number, tracks: number, ...tags: string[]): Region => ({
  level,
  x,
  y: 1000,
  tracks,
  name: { tags, artists: ['Ada', 'Ben'] },
})
const plain = (tag: string) => tag
const setting = (zoom: number) => ({
  view: { x: 1000, y: 1000, scale: 0.5 },
  size: { width: 1000, height: 600 },
  zoom,
  frame: { left: 0, top: 0, right: 0, bottom: 0 },
  points: null,
  width: (text: string) => 8 * text.length,
})

test('regions are called by two tags, and by an artist where another is called the same', () => {
  const regions = [
    region(0, 0, 5, 'jazz', 'soul', 'funk'),
    region(0, 9, 4, 'jazz', 'soul'),
    region(0, 9, 3, 'dub'),
    region(1, 0, 5, 'jazz', 'soul'),
    region(1, 1, 1),
  ]
  const names = namesOf(regions, (tag) => tag.toUpperCase())
  expect([...names.values()]).toEqual(['JAZZ · SOUL · Ada', 'JAZZ · SOUL · Ada', 'DUB', 'JAZZ · SOUL', 'Ada'])
})

test('of two that would overlap the larger one is drawn', () => {
  const small = region(0, 1000, 3, 'small')
  const large = region(0, 1040, 30, 'large')
  const far = region(0, 1700, 1, 'far')
  const labels = labelsFor(namesOf([small, large, far], plain), setting(1))
  expect(labels.map(({ text }) => text)).toEqual(['large', 'far'])
})

test('a label lies beside points, as near to its place as it can', () => {
  const names = namesOf([region(0, 1000, 9, 'jazz')], plain)
  const [free] = labelsFor(names, { ...setting(1), points: ({ top, bottom }) => (top < 300 && bottom > 270 ? 1 : 0) })
  expect(free?.y).toBe(318)
  const [full] = labelsFor(names, { ...setting(1), points: () => 5 })
  expect(full?.y).toBe(300)
})

test('a label is not cut where its place is in sight', () => {
  const names = namesOf([region(0, 480, 9, 'a long name'), region(0, -900, 9, 'beyond')], plain)
  const frame = { left: 240, top: 0, right: 0, bottom: 0 }
  const [cut, beyond] = labelsFor(names, { ...setting(1), size: { width: 1000, height: 600 }, frame })
  expect(cut?.x).toBe(240 + 44 + 6)
  expect(beyond).toBeUndefined()
})

test('what is beside the screen is not drawn', () => {
  expect(labelsFor(namesOf([region(0, 40_000, 3, 'away')], plain), setting(1))).toEqual([])
})

test('from afar one reads the large regions, from near the small ones', () => {
  const names = namesOf([region(0, 1000, 9, 'all'), region(1, 400, 5, 'left'), region(2, 1500, 2, 'corner')], plain)
  expect(labelsFor(names, setting(1)).map(({ text }) => text)).toEqual(['all'])
  expect(labelsFor(names, setting(30)).map(({ text }) => text)).toEqual(['corner'])
})

test('at every zoom some level can be read', () => {
  for (let zoom = 0.5; zoom < 200; zoom *= 1.07)
    expect(Math.max(...[0, 1, 2].map((level) => strength(level, 3, zoom)))).toBeGreaterThan(0.6)
})

import { expect, test } from 'vitest'
import { colouring, rowsOfShade } from './colouring'
import type { LibraryMap } from './decode'

const none = new Uint8Array(6)
const MAP = {
  count: 6,
  genres: ['Rock', 'Jazz', 'Dub', ...Array.from({ length: 9 }, (_, at) => `Rare ${at}`)],
  moods: ['happy', 'sad'],
  genre: Uint8Array.of(2, 2, 1, 0, 12, 2),
  mood: Uint8Array.of(0, 2, 2, 0, 0, 1),
  tempo: Uint8Array.of(60, 120, 180, 0, 90, 150),
  year: Uint16Array.of(1990, 2020, 0, 0, 2000, 2010),
  key: none,
} as unknown as LibraryMap

test('the commonest kinds come first, all others are one', () => {
  const { kinds, shades } = colouring(MAP, 'genre', 'dark', null)
  expect(kinds.map(({ name, tracks }) => [name, tracks])).toEqual([
    ['Jazz', 3],
    ['Rock', 1],
    ['Rare 8', 1],
    [null, 1],
  ])
  expect([...shades]).toEqual([1, 1, 2, 0, 3, 1])
})

test('more kinds than colours: the rarest have none', () => {
  const genre = Uint8Array.from({ length: 12 }, (_, at) => at + 1)
  const { kinds } = colouring({ ...MAP, count: 12, genre }, 'genre', 'light', null)
  expect(kinds).toHaveLength(9)
  expect(kinds.at(-1)).toMatchObject({ name: null, tracks: 4, shade: 0 })
})

test('a scale goes from little to much, and leaves out what is unknown', () => {
  const { shades, scale, kinds } = colouring(MAP, 'tempo', 'dark', null)
  expect(scale).toMatchObject({ low: 60, high: 180 })
  expect(shades[3]).toBe(0)
  expect([...shades].filter(Boolean).length).toBe(5)
  expect(shades[0]).toBeLessThan(shades[4] as number)
  expect(shades[2]).toBe(255)
  expect(kinds).toMatchObject([{ name: null, tracks: 1 }])
})

test('a playlist stands out, row by row', () => {
  const found = colouring(MAP, 'playlist', 'dark', new Set([1, 4]))
  expect([...rowsOfShade(found, 1)]).toEqual([1, 4])
})

test('of one year only there is a scale, too', () => {
  expect(colouring({ ...MAP, year: Uint16Array.of(1999, 0, 0, 0, 0, 0) }, 'year', 'dark', null).scale).toMatchObject({
    low: 1999,
    high: 1999,
  })
  expect(colouring({ ...MAP, year: new Uint16Array(6) }, 'year', 'dark', null).scale).toBeNull()
})

import { expect, test } from 'vitest'
import { decodeMap, earlierPlaces, rowOf } from './decode'

const SHORTS = ['x', 'y', 'cluster', 'year'] as const
const BYTES = ['typicality', 'genre', 'mood', 'tempo', 'key'] as const

/** A map as the server packs it: see docs/api.md. */
function packed(ids: readonly string[], values: Partial<Record<string, number[]>>, format = 2): ArrayBuffer {
  const content = [
    ...SHORTS.map(
      (name) => [name, 'uint16', new Uint8Array(Uint16Array.from(values[name] ?? ids.map(() => 0)).buffer)] as const,
    ),
    ...BYTES.map((name) => [name, 'uint8', Uint8Array.from(values[name] ?? ids.map(() => 0))] as const),
    ['ids', 'text', new TextEncoder().encode(ids.join('\n'))] as const,
  ]
  let offset = 0
  const columns = content.map(([name, type, bytes]) => {
    const column = { name, type, offset, length: bytes.length }
    offset += bytes.length
    return column
  })
  const about = { format, version: 'v', count: ids.length, columns, genres: ['Dub é'], moods: ['sad'], regions: [] }
  let header = new TextEncoder().encode(JSON.stringify(about))
  header = new Uint8Array([...header, ...Array(-(12 + header.length) & 3).fill(32)])
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, header.length, true)
  const parts = [new TextEncoder().encode('musicmap'), length, header, ...content.map(([, , bytes]) => bytes)]
  return Uint8Array.from(parts.flatMap((part) => [...part])).buffer
}

test('columns are read as the server wrote them', () => {
  const map = decodeMap(
    packed(['a', 'b', 'c'], { x: [0, 65_535, 7], year: [1999, 0, 2020], genre: [1, 0, 250], tempo: [90, 255, 0] }),
  )
  expect(map.count).toBe(3)
  expect([...map.x]).toEqual([0, 65_535, 7])
  expect([...map.year]).toEqual([1999, 0, 2020])
  expect([...map.genre]).toEqual([1, 0, 250])
  expect([...map.tempo]).toEqual([90, 255, 0])
  expect(map.ids).toEqual(['a', 'b', 'c'])
  expect(map.genres).toEqual(['Dub é'])
})

test('a map of nothing has no ids', () => expect(decodeMap(packed([], {})).ids).toEqual([]))

test('other bytes, and other layouts, are refused', () => {
  expect(() => decodeMap(new ArrayBuffer(4))).toThrow('no map')
  expect(() => decodeMap(new TextEncoder().encode('<!doctype html> and so on').buffer as ArrayBuffer)).toThrow('no map')
  expect(() => decodeMap(packed(['a'], {}, 3))).toThrow('another version')
})

test('tracks are found by their ids', () => {
  const map = { ids: ['a', 'c', 'e', 'g'] }
  expect(['a', 'c', 'e', 'g', 'b', '', 'z'].map((id) => rowOf(map, id))).toEqual([0, 1, 2, 3, -1, -1, -1])
})

test('on another map each track begins where it was, and newcomers where they are', () => {
  const before = { ids: ['a', 'b', 'd'], x: Uint16Array.of(1, 2, 4), y: Uint16Array.of(10, 20, 40) }
  const next = { ids: ['b', 'c', 'd', 'e'], x: Uint16Array.of(5, 6, 7, 8), y: Uint16Array.of(50, 60, 70, 80) }
  const begun = earlierPlaces(before, next)
  expect([...begun.x]).toEqual([2, 6, 4, 8])
  expect([...begun.y]).toEqual([20, 60, 40, 80])
  expect([...next.x]).toEqual([5, 6, 7, 8])
})

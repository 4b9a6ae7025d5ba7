/** What a region, or a cluster, has that others have not. */
interface Traits {
  readonly tags: readonly string[]
  readonly artists: readonly string[]
}

/** A part of the map with a label; `level` 0 are the largest, for the whole at once. */
export interface Region {
  readonly level: number
  readonly name: Traits
  readonly tracks: number
  readonly x: number
  readonly y: number
}

/** The numbers that colour a map; 0 is unknown in each. */
interface Columns {
  readonly cluster: Uint16Array
  readonly year: Uint16Array
  readonly genre: Uint8Array
  readonly mood: Uint8Array
  readonly tempo: Uint8Array
  readonly key: Uint8Array
}

/** The whole map: a row a track, ascending by id. Places are 0 … 65,535, from left to right and top to bottom. */
export interface LibraryMap extends Columns {
  readonly version: string
  readonly count: number
  readonly genres: readonly string[]
  readonly moods: readonly string[]
  readonly regions: readonly Region[]
  readonly x: Uint16Array
  readonly y: Uint16Array
  readonly ids: readonly string[]
}

interface Place {
  name: string
  type: 'uint8' | 'uint16' | 'text'
  offset: number
  length: number
}

export const FARTHEST = 65_535

const FORMAT = 2
const PREFIX = 12

/** The map that `GET /map` answers with; its columns are views of `buffer`. An error for any other bytes. */
export function decodeMap(buffer: ArrayBuffer): LibraryMap {
  if (buffer.byteLength < PREFIX || new TextDecoder().decode(buffer.slice(0, 8)) !== 'musicmap')
    throw new Error('These bytes are no map.')
  const begin = PREFIX + new DataView(buffer).getUint32(8, true)
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, PREFIX, begin - PREFIX)))
  if (header.format !== FORMAT) throw new Error('The map is of another version than this page: load the page anew.')
  const place = (name: string) => {
    const found = (header.columns as Place[]).find((column) => column.name === name)
    if (!found) throw new Error(`The map has no column ${name}.`)
    return found
  }
  const shorts = (name: string) => new Uint16Array(buffer, begin + place(name).offset, header.count)
  const bytes = (name: string) => new Uint8Array(buffer, begin + place(name).offset, header.count)
  const { offset, length } = place('ids')
  const ids = length ? new TextDecoder().decode(new Uint8Array(buffer, begin + offset, length)).split('\n') : []
  return {
    version: header.version,
    count: header.count,
    genres: header.genres,
    moods: header.moods,
    regions: header.regions,
    x: shorts('x'),
    y: shorts('y'),
    cluster: shorts('cluster'),
    year: shorts('year'),
    genre: bytes('genre'),
    mood: bytes('mood'),
    tempo: bytes('tempo'),
    key: bytes('key'),
    ids,
  }
}

/** The row of a track; -1 when it is not on the map. */
export function rowOf(map: Pick<LibraryMap, 'ids'>, id: string): number {
  let [low, high] = [0, map.ids.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((map.ids[middle] as string) < id) low = middle + 1
    else high = middle
  }
  return map.ids[low] === id ? low : -1
}

/** For each row of `next` where its track was on `before`; newcomers come where they are. */
export function earlierPlaces(
  before: Pick<LibraryMap, 'ids' | 'x' | 'y'>,
  next: Pick<LibraryMap, 'ids' | 'x' | 'y'>,
): { x: Uint16Array; y: Uint16Array } {
  const [x, y] = [next.x.slice(), next.y.slice()]
  let old = 0
  for (let row = 0; row < next.ids.length; row++) {
    const id = next.ids[row] as string
    while (old < before.ids.length && (before.ids[old] as string) < id) old++
    if (before.ids[old] !== id) continue
    x[row] = before.x[old] as number
    y[row] = before.y[old] as number
  }
  return { x, y }
}

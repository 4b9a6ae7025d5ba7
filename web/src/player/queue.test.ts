import { describe, expect, test } from 'vitest'
import {
  currentEntry,
  EMPTY,
  type Entry,
  following,
  insert,
  jump,
  MOST,
  move,
  nextRepeat,
  playLast,
  playNext,
  playNow,
  previous,
  putBack,
  type Queue,
  remove,
  shuffle,
  unshuffle,
} from './queue'

function entry(name: string): Entry {
  const song = { id: name, title: name, artist: '', artists: [], album: '', album_id: null, duration: 1 }
  return { key: name, song: { ...song, playable: true, codec: 'mp3' }, context: 'test' }
}

const some = (names: string) => [...names].map(entry)
const names = (queue: Queue) => queue.entries.map((one) => one.key).join('')
const playing = (queue: Queue) => currentEntry(queue)?.key ?? ''
const of = (all: string, at = 0) => playNow(EMPTY, some(all), at)

const entryIn = (queue: Queue, key: string) => queue.entries.find((one) => one.key === key) as Entry

/** Numbers that look like chance and are always the same. */
function chances(seed = 1) {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

describe('what was taken away', () => {
  const taken = (queue: Queue, key: string) => remove(queue, new Set([key]))
  test.each([
    ['behind what plays', 'abcd', 1, 'd'],
    ['before it', 'abcd', 2, 'a'],
    ['alone', 'a', 0, 'a'],
  ])('comes back to where it was: %s', (_, all, at, key) => {
    const before = of(all, at)
    const back = putBack(taken(before, key), entryIn(before, key), before)
    expect([names(back), playing(back)]).toEqual([all, all[at]])
  })
  test('does not push away what plays by now', () => {
    const before = of('abc', 1)
    const back = putBack(taken(before, 'b'), entryIn(before, 'b'), before)
    expect([names(back), playing(back)]).toEqual(['abc', 'c'])
  })
  test('knows its place among the shuffled, and the unshuffled', () => {
    const before = shuffle(of('abcdef', 0), chances())
    const back = putBack(taken(before, 'c'), entryIn(before, 'c'), before)
    expect(back).toEqual(before)
    expect(names(unshuffle(back))).toBe('abcdef')
  })
  test('comes back once', () => {
    const before = of('abc', 0)
    expect(putBack(before, entryIn(before, 'b'), before)).toBe(before)
  })
})

describe('what is played', () => {
  test('begins where it was clicked', () => expect(playing(of('abcd', 2))).toBe('c'))
  test('is nothing in an empty list', () => expect(currentEntry(of(''))).toBeNull())
  test('goes on when others are put before, behind and away', () => {
    let queue = of('abcd', 2)
    queue = insert(queue, some('x'), 0)
    queue = playNext(queue, some('y'))
    queue = playLast(queue, some('z'))
    expect(names(queue)).toBe('xabcydz')
    queue = remove(queue, new Set(['x', 'b', 'z']))
    expect([names(queue), playing(queue)]).toEqual(['acyd', 'c'])
  })
  test('is the next one when it is taken away itself, the one before at the end', () => {
    expect(playing(remove(of('abc', 1), new Set('b')))).toBe('c')
    expect(playing(remove(of('abc', 2), new Set('c')))).toBe('b')
    expect(currentEntry(remove(of('a'), new Set('a')))).toBeNull()
  })
  test('begins with what is put into an empty queue', () => expect(playing(playNext(EMPTY, some('ab')))).toBe('a'))
  test('stays within bounds, around what was clicked', () => {
    const many = Array.from({ length: 3 * MOST }, (_, index) => entry(`${index}`))
    const queue = playNow(EMPTY, many, 2 * MOST)
    expect(queue.entries.length).toBe(MOST)
    expect(playing(queue)).toBe(`${2 * MOST}`)
    expect(playLast(queue, some('z')).entries.length).toBe(MOST)
  })
})

describe('moving', () => {
  test.each([
    ['a', 3, 'bcda'],
    ['d', 0, 'dabc'],
    ['b', 1, 'abcd'],
    ['b', 99, 'acdb'],
    ['?', 0, 'abcd'],
  ])('%s to %i makes %s, and what plays goes on', (key, to, expected) => {
    const queue = move(of('abcd', 1), key, to)
    expect([names(queue), playing(queue)]).toEqual([expected, 'b'])
  })
})

describe('what comes next', () => {
  test('is the end, the beginning or the same, by repetition', () => {
    const last = of('ab', 1)
    expect(following(last, true)).toBeNull()
    expect(following({ ...last, repeat: 'all' }, true)).toBe(0)
    expect(following({ ...last, repeat: 'one' }, true)).toBe(1)
    expect(following({ ...last, repeat: 'one' }, false)).toBe(0)
    expect(following(EMPTY, true)).toBeNull()
  })
  test('backwards stops at the beginning unless all is repeated', () => {
    expect(previous(of('ab'))).toBeNull()
    expect(previous({ ...of('ab'), repeat: 'all' })).toBe(1)
    expect(previous(of('ab', 1))).toBe(0)
  })
  test('repetition has three states', () =>
    expect(['off', 'all', 'one'].map((one) => nextRepeat(one as 'off'))).toEqual(['all', 'one', 'off']))
})

describe('shuffling', () => {
  test('keeps everything, begins with what plays, and is undone', () => {
    const queue = of('abcdefgh', 3)
    const mixed = shuffle(queue, chances())
    expect(playing(mixed)).toBe('d')
    expect(mixed.current).toBe(0)
    expect([...names(mixed)].sort().join('')).toBe('abcdefgh')
    expect(names(mixed)).not.toBe('dabcefgh')
    const back = unshuffle(mixed)
    expect([names(back), playing(back), back.unshuffled]).toEqual(['abcdefgh', 'd', null])
  })
  test('what was added meanwhile is at the end, what was taken away is gone', () => {
    let queue = shuffle(of('abc', 1), chances())
    queue = remove(playNext(queue, some('x')), new Set('a'))
    expect(names(unshuffle(queue))).toBe('bcx')
  })
  test('stays on for the next list', () => {
    const queue = playNow(shuffle(of('abc'), chances()), some('uvwxyz'), 4, chances())
    expect(playing(queue)).toBe('y')
    expect(names(unshuffle(queue))).toBe('uvwxyz')
  })
  test('spreads evenly', () => {
    const chance = chances(7)
    const firsts = new Map<string, number>()
    for (let round = 0; round < 3000; round++) {
      const second = names(shuffle(of('abcd'), chance))[1] as string
      firsts.set(second, (firsts.get(second) ?? 0) + 1)
    }
    for (const count of firsts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })
})

test('a jump goes to an entry that is there', () => {
  expect(playing(jump(of('abc'), 'c'))).toBe('c')
  expect(playing(jump(of('abc'), '?'))).toBe('a')
})

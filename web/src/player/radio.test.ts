import { beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { RadioTurn } from '@/api/radio'
import { EMPTY, entriesOf, type Queue, type Song } from './queue'
import { missing, RadioFeed, radioOf, useRadio } from './radio'

const song = (id: string) => ({ id }) as Song
const queueOf = (ids: string[], current: number, context = 'radio:R'): Queue => ({
  ...EMPTY,
  entries: entriesOf(ids.map(song), context),
  current,
})

function turn(ids: string[], after: number, ended = false): RadioTurn {
  return {
    radio: { ended } as RadioTurn['radio'],
    items: ids.map((id, position) => ({ position, verdict: null, track: song(id) as never })),
    after,
  }
}

function host(queue: Queue) {
  return {
    queue,
    playSongs: vi.fn(),
    next: vi.fn(),
    playLast(songs: readonly Song[], context: string) {
      this.queue = { ...this.queue, entries: [...this.queue.entries, ...entriesOf(songs, context)] }
    },
  }
}

const SILENT = { id: null, after: null, ended: false, untold: [], verdicts: {}, fault: null }
const ids = ({ entries }: Queue) => entries.map((entry) => entry.song.id).join('')

beforeEach(() => {
  vi.useFakeTimers()
  useRadio.setState(SILENT)
})

test('a queue goes on with the radio of what plays, or of what comes last', () => {
  expect(radioOf(queueOf(['a'], 0))).toBe('R')
  expect(radioOf(queueOf(['a'], 0, 'album:A'))).toBeNull()
  const mixed = queueOf(['a'], 0, 'album:A')
  expect(radioOf({ ...mixed, entries: [...mixed.entries, ...queueOf(['b'], 0).entries] })).toBe('R')
  expect(radioOf(EMPTY)).toBeNull()
})

test('two tracks are there ahead', () => {
  expect(missing(queueOf(['a', 'b', 'c'], 0))).toBe(0)
  expect(missing(queueOf(['a', 'b', 'c'], 1))).toBe(1)
  expect(missing(queueOf(['a', 'b', 'c'], 2))).toBe(2)
})

test('the queue is filled up with what comes behind the tracks that are here', async () => {
  useRadio.setState({ id: 'R', after: 3 })
  const player = host(queueOf(['a', 'b', 'c'], 1))
  const ask = vi.fn().mockResolvedValue(turn(['d'], 4))
  await new RadioFeed(player, () => {}, ask).feed()
  expect(ask).toHaveBeenCalledExactlyOnceWith('R', { count: 1, after: 3, feedback: [] })
  expect(ids(player.queue)).toBe('abcd')
  expect(useRadio.getState().after).toBe(4)
})

test('a verdict is told at once, and brings nothing new', async () => {
  useRadio.setState({ id: 'R', after: 3 })
  const player = host(queueOf(['a', 'b', 'c'], 0))
  const ask = vi.fn().mockResolvedValue(turn(['c'], 3))
  new RadioFeed(player, () => {}, ask).judge('a', 'liked')
  await vi.waitFor(() => expect(useRadio.getState().untold).toEqual([]))
  expect(ask).toHaveBeenCalledWith('R', { count: 1, after: 2, feedback: [{ track_id: 'a', verdict: 'liked' }] })
  expect(ids(player.queue)).toBe('abc')
  expect(useRadio.getState().verdicts).toEqual({ a: 'liked' })
})

test('who liked a track and goes on still likes it', async () => {
  useRadio.setState({ id: 'R', after: 3 })
  const ask = vi.fn().mockResolvedValue(turn(['c'], 3))
  const feed = new RadioFeed(host(queueOf(['a', 'b', 'c'], 0)), () => {}, ask)
  feed.judge('a', 'liked')
  feed.heard('a', 'radio:R', 'skipped', 4)
  feed.heard('b', 'radio:R', 'skipped', 2)
  await vi.waitFor(() => expect(useRadio.getState().untold).toEqual([]))
  expect(ask.mock.calls.flatMap(([, body]) => body.feedback)).toEqual([
    { track_id: 'a', verdict: 'liked' },
    { track_id: 'b', verdict: 'skipped', position: 2 },
  ])
})

test('what could not be asked for is asked for again, and a verdict is not lost', async () => {
  useRadio.setState({ id: 'R', after: 3 })
  const player = host(queueOf(['a', 'b', 'c'], 2))
  const ask = vi
    .fn()
    .mockRejectedValueOnce(new Problem(0, null))
    .mockResolvedValue(turn(['d', 'e'], 5))
  const feed = new RadioFeed(player, () => {}, ask)
  feed.heard('b', 'radio:R', 'skipped', 4)
  await vi.advanceTimersByTimeAsync(0)
  expect(useRadio.getState().fault).not.toBeNull()
  await vi.advanceTimersByTimeAsync(2000)
  expect(ask.mock.calls[1]?.[1].feedback).toEqual([{ track_id: 'b', verdict: 'skipped', position: 4 }])
  expect(ids(player.queue)).toBe('abcde')
  expect(useRadio.getState().fault).toBeNull()
})

test('who waited for a track at the end of the last one hears it', async () => {
  useRadio.setState({ id: 'R', after: 1 })
  const player = host(queueOf(['a'], 0))
  const feed = new RadioFeed(player, () => {}, vi.fn().mockResolvedValue(turn(['b', 'c'], 3)))
  feed.heard('a', 'radio:R', 'finished', 40)
  await vi.advanceTimersByTimeAsync(0)
  expect(player.next).toHaveBeenCalledOnce()
})

test('the end is an end: nothing is asked for any more', async () => {
  useRadio.setState({ id: 'R', after: 1 })
  const ask = vi.fn().mockResolvedValue(turn([], 1, true))
  const feed = new RadioFeed(host(queueOf(['a'], 0)), () => {}, ask)
  await feed.feed()
  await feed.feed()
  expect(ask).toHaveBeenCalledOnce()
  expect(useRadio.getState().ended).toBe(true)
})

test('a session that is gone is over', async () => {
  useRadio.setState({ id: 'R', after: 1 })
  const feed = new RadioFeed(host(queueOf(['a'], 0)), () => {}, vi.fn().mockRejectedValue(new Problem(404, null)))
  await feed.feed()
  expect(useRadio.getState().ended).toBe(true)
})

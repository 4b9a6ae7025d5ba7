import type { Schemas } from '@/api/client'
import { freshId } from '@/lib/fresh-id'
import { shuffled } from '@/lib/shuffled'

/** What the player needs to know of a track; small, as whole queues are kept by the browser. */
export type Song = Pick<
  Schemas['Track'],
  'id' | 'title' | 'artist' | 'artists' | 'album' | 'album_id' | 'duration' | 'playable' | 'codec'
>

/** A place in the queue: the same song may have several. */
export interface Entry {
  readonly key: string
  readonly song: Song
  /** Where it was picked, such as "album:4y7h6t"; goes with the play events. */
  readonly context: string
}

export type Repeat = 'off' | 'all' | 'one'

export interface Queue {
  readonly entries: readonly Entry[]
  /** Index of the entry that plays; -1 when nothing does. */
  readonly current: number
  readonly repeat: Repeat
  /** The keys as they stood before they were shuffled; null when they were not. */
  readonly unshuffled: readonly string[] | null
}

export const EMPTY: Queue = { entries: [], current: -1, repeat: 'off', unshuffled: null }

/** Longer queues are cut: the browser keeps them. */
export const MOST = 2000

type Chance = () => number

export function currentEntry(queue: Queue): Entry | null {
  return queue.entries[queue.current] ?? null
}

export function entriesOf(songs: readonly Song[], context: string): Entry[] {
  return songs.map((song) => ({ key: freshId(), song: slim(song), context }))
}

/** Replace what is queued; with shuffle on, `at` comes first and the rest by chance. */
export function playNow(queue: Queue, entries: readonly Entry[], at = 0, chance: Chance = Math.random): Queue {
  const from = Math.max(0, Math.min(at, entries.length - 1) - (MOST >> 1))
  const kept = entries.slice(from, from + MOST)
  const fresh = { ...queue, entries: kept, current: kept.length ? Math.max(0, at - from) : -1, unshuffled: null }
  return queue.unshuffled ? shuffle(fresh, chance) : fresh
}

/** Put entries behind the current one. */
export function playNext(queue: Queue, entries: readonly Entry[]): Queue {
  return insert(queue, entries, queue.current + 1)
}

export function playLast(queue: Queue, entries: readonly Entry[]): Queue {
  return insert(queue, entries, queue.entries.length)
}

export function insert(queue: Queue, entries: readonly Entry[], at: number): Queue {
  const room = entries.slice(0, Math.max(0, MOST - queue.entries.length))
  const all = [...queue.entries.slice(0, at), ...room, ...queue.entries.slice(at)]
  const current = queue.current < 0 && all.length ? 0 : queue.current + (at <= queue.current ? room.length : 0)
  const unshuffled = queue.unshuffled && [...queue.unshuffled, ...room.map((entry) => entry.key)]
  return { ...queue, entries: all, current, unshuffled }
}

/** Take entries away; when the current one is among them, the next that stays becomes current. */
export function remove(queue: Queue, keys: ReadonlySet<string>): Queue {
  const stays = (entry: Entry) => !keys.has(entry.key)
  const entries = queue.entries.filter(stays)
  const before = queue.entries.slice(0, Math.max(0, queue.current)).filter(stays).length
  const current = entries.length ? Math.min(before, entries.length - 1) : -1
  return {
    ...queue,
    entries,
    current: queue.current < 0 ? -1 : current,
    unshuffled: queue.unshuffled?.filter((key) => !keys.has(key)) ?? null,
  }
}

/** Put an entry that was taken away back to where it stood `before`, shuffled or not; what plays goes on. */
export function putBack(queue: Queue, entry: Entry, before: Queue): Queue {
  if (queue.entries.some((one) => one.key === entry.key)) return queue
  const back = insert(queue, [entry], Math.min(before.entries.indexOf(entry), queue.entries.length))
  const place = before.unshuffled?.indexOf(entry.key) ?? -1
  if (!queue.unshuffled || place < 0) return back
  const unshuffled = [...queue.unshuffled.slice(0, place), entry.key, ...queue.unshuffled.slice(place)]
  return { ...back, unshuffled }
}

/** Move an entry to the index that it will have; what plays goes on. */
export function move(queue: Queue, key: string, to: number): Queue {
  const from = queue.entries.findIndex((entry) => entry.key === key)
  const moved = queue.entries[from]
  if (!moved) return queue
  const entries = [...queue.entries]
  entries.splice(from, 1)
  entries.splice(Math.max(0, Math.min(to, entries.length)), 0, moved)
  const playing = currentEntry(queue)
  return { ...queue, entries, current: playing ? entries.indexOf(playing) : -1 }
}

export function jump(queue: Queue, key: string): Queue {
  const current = queue.entries.findIndex((entry) => entry.key === key)
  return current < 0 ? queue : { ...queue, current }
}

/** Index of what comes after the current entry; null at the end. At the end of a song, "one" repeats it. */
export function following(queue: Queue, ended: boolean): number | null {
  if (queue.current < 0) return null
  if (ended && queue.repeat === 'one') return queue.current
  if (queue.current + 1 < queue.entries.length) return queue.current + 1
  return queue.repeat === 'off' || queue.entries.length === 0 ? null : 0
}

export function previous(queue: Queue): number | null {
  if (queue.current > 0) return queue.current - 1
  return queue.repeat === 'all' && queue.entries.length ? queue.entries.length - 1 : null
}

/** What plays comes first, all others behind it by chance. */
export function shuffle(queue: Queue, chance: Chance = Math.random): Queue {
  const playing = currentEntry(queue)
  const others = shuffled(
    queue.entries.filter((entry) => entry !== playing),
    chance,
  )
  const entries = playing ? [playing, ...others] : others
  return {
    ...queue,
    entries,
    current: playing ? 0 : queue.current,
    unshuffled: queue.entries.map((entry) => entry.key),
  }
}

/** As it stood before; what came in the meantime is at the end. */
export function unshuffle(queue: Queue): Queue {
  if (!queue.unshuffled) return queue
  const place = new Map(queue.unshuffled.map((key, index) => [key, index]))
  const playing = currentEntry(queue)
  const entries = [...queue.entries].sort((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0))
  return { ...queue, entries, current: playing ? entries.indexOf(playing) : -1, unshuffled: null }
}

export function nextRepeat(repeat: Repeat): Repeat {
  return repeat === 'off' ? 'all' : repeat === 'all' ? 'one' : 'off'
}

function slim(song: Song): Song {
  const { id, title, artist, artists, album, album_id, duration, playable, codec } = song
  return { id, title, artist, artists, album, album_id, duration, playable, codec }
}

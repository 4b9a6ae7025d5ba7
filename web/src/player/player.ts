import type { QueryClient } from '@tanstack/react-query'
import i18next from 'i18next'
import { signedFetch, streamUrl } from '@/api/client'
import { keys } from '@/api/keys'
import { Problem } from '@/api/problem'
import { trackQuery } from '@/api/tracks'
import { usePreferences } from '@/lib/preferences'
import { toast } from '@/ui/toast'
import { Engine, type Hooks, type Source, type Verdict } from './engine'
import { transcodeFor } from './formats'
import { levelled } from './loudness'
import { announce, handleMediaKeys, tellPosition } from './media-session'
import { Play } from './play'
import { PlayReporter } from './plays'
import { type Excerpt, Preview } from './preview'
import * as queues from './queue'
import { RadioFeed } from './radio'
import { rememberPlayer, usePlayer } from './store'

const AGAIN_FROM = 3
/** Tells a song that is repeated from itself. */
const AGAIN = ' again'
/** How quiet music becomes while a preview is heard. */
const DUCKED = 0.06

/** Plays the queue: the one place where queue, engine, history and the system's media keys meet. */
export class Player {
  private readonly engine: Engine
  private readonly reporter = new PlayReporter()
  readonly preview: Preview
  readonly radio: RadioFeed
  private depth = 0
  private play: Play | null = null
  private gone = 0

  constructor(private readonly client: QueryClient) {
    const hooks: Hooks = {
      onState: (state) => {
        usePlayer.setState({ state })
        if (state === 'playing') {
          this.gone = 0
          void this.radio.feed()
        }
        announce(this.current, state)
      },
      onTime: (position, duration) => {
        usePlayer.setState({ position, duration })
        this.play?.heard(position, duration)
        tellPosition(position, duration)
      },
      onHandover: () => this.handedOver(),
      onEnd: () => this.finish(),
      onGone: () => this.skipBroken(),
      probe,
    }
    this.engine = new Engine([new Audio(), new Audio()], hooks)
    this.preview = new Preview(new Audio(), {
      excerpt: (track) => this.excerpt(track),
      duck: (depth) => this.duck(depth),
      volume: wantedVolume,
      wanted: (track) => usePreferences.getState().previews && !this.plays(track),
    })
    this.radio = new RadioFeed(this, (id) => void client.invalidateQueries({ queryKey: keys.radio(id) }))
    usePlayer.subscribe(({ queue }, before) => queue !== before.queue && void this.radio.feed())
    this.followPreferences()
    addEventListener('online', () => {
      this.engine.retryNow()
      void this.radio.feed()
      void this.reporter.flush()
    })
    handleMediaKeys(this)
    this.restore()
    rememberPlayer()
  }

  /** Replace the queue and play from `at` on. */
  playSongs(songs: readonly queues.Song[], at: number, context: string): void {
    if (songs.length === 0) return
    this.set(queues.playNow(this.queue, queues.entriesOf(songs, context), at))
    this.begin()
  }

  playNext(songs: readonly queues.Song[], context: string): void {
    this.grow(queues.playNext(this.queue, queues.entriesOf(songs, context)))
  }

  playLast(songs: readonly queues.Song[], context: string): void {
    this.grow(queues.playLast(this.queue, queues.entriesOf(songs, context)))
  }

  /** Put songs into the queue, before what is at `at` now. */
  insert(songs: readonly queues.Song[], at: number, context: string): void {
    this.grow(queues.insert(this.queue, queues.entriesOf(songs, context), at))
  }

  toggle(): void {
    const { state } = usePlayer.getState()
    if (state === 'playing' || state === 'loading') this.engine.pause()
    else if (state === 'idle') this.begin(this.place)
    else this.resume()
  }

  pause(): void {
    this.engine.pause()
  }

  resume(): void {
    this.preview.leave()
    if (!this.play && this.current) this.begin(this.place)
    else this.engine.resume()
  }

  next(): void {
    this.goTo(queues.following(this.queue, false))
  }

  /** The beginning of this one or, when that has just begun, the one before. */
  previous(): void {
    const before = queues.previous(this.queue)
    if (this.engine.position > AGAIN_FROM || before === null) this.seek(0)
    else this.goTo(before)
  }

  jump(key: string): void {
    this.endPlay()
    this.set(queues.jump(this.queue, key))
    this.begin()
  }

  seek(seconds: number): void {
    this.engine.seek(seconds)
  }

  seekBy(seconds: number): void {
    this.seek(this.engine.position + seconds)
  }

  remove(keys: ReadonlySet<string>): void {
    const playing = this.current?.key
    this.set(queues.remove(this.queue, keys))
    if (this.current?.key === playing) return
    const { state } = usePlayer.getState()
    this.endPlay()
    if (!this.current) this.engine.stop()
    else if (state === 'playing' || state === 'loading') this.begin()
    else this.load(0, false)
  }

  /** What was taken away since `before`, back where it was; what plays goes on. */
  putBack(entry: queues.Entry, before: queues.Queue): void {
    const silent = !this.current
    this.set(queues.putBack(this.queue, entry, before))
    if (silent) this.load(0, false)
  }

  move(key: string, to: number): void {
    this.set(queues.move(this.queue, key, to))
  }

  clear(): void {
    this.endPlay()
    this.engine.stop()
    this.set({ ...queues.EMPTY, repeat: this.queue.repeat })
  }

  restoreQueue(queue: queues.Queue): void {
    this.set(queue)
    if (this.current) this.load(0, false)
  }

  toggleShuffle(): void {
    this.set(this.queue.unshuffled ? queues.unshuffle(this.queue) : queues.shuffle(this.queue))
  }

  cycleRepeat(): void {
    this.set({ ...this.queue, repeat: queues.nextRepeat(this.queue.repeat) })
  }

  get queue(): queues.Queue {
    return usePlayer.getState().queue
  }

  get current(): queues.Entry | null {
    return queues.currentEntry(this.queue)
  }

  /** Where it stands; what was heard to its end begins anew. */
  private get place(): number {
    const { position, duration } = usePlayer.getState()
    return duration !== null && position >= duration - 1 ? 0 : position
  }

  private grow(queue: queues.Queue): void {
    const silent = !this.current
    this.set(queue)
    if (silent && this.current) this.begin()
  }

  private goTo(index: number | null): void {
    if (index === null) return
    this.endPlay()
    this.set({ ...this.queue, current: index })
    this.begin()
  }

  private begin(at = 0): void {
    this.preview.leave()
    this.endPlay()
    if (!this.current) return
    this.load(at, true)
    this.startPlay()
  }

  private load(at: number, play: boolean): void {
    const entry = this.current
    if (!entry) return
    this.engine.load(this.source(entry), at, play)
    this.prepare()
    announce(entry, usePlayer.getState().state)
  }

  private restore(): void {
    const { position } = usePlayer.getState()
    if (this.current) this.load(position, false)
  }

  private handedOver(): void {
    this.play?.end(Number.POSITIVE_INFINITY, 0)
    this.play = null
    const index = queues.following(this.queue, true)
    this.set({ ...this.queue, current: index ?? this.queue.current })
    this.startPlay()
    announce(this.current, usePlayer.getState().state)
  }

  private finish(): void {
    this.play?.end(Number.POSITIVE_INFINITY, 0)
    this.play = null
  }

  /** Passes over what is gone, unless all is: then it stops. */
  private skipBroken(): void {
    this.gone += 1
    const title = this.current?.song.title
    if (this.gone === 1) toast.fault(new Error(i18next.t('player.broken', { title })))
    const index = queues.following(this.queue, false)
    if (index === null || this.gone >= Math.min(this.queue.entries.length, 20)) this.engine.pause()
    else this.goTo(index)
  }

  private startPlay(): void {
    const entry = this.current
    if (!entry) return
    this.play = new Play(entry.song.id, entry.context, (play, stage, position) => {
      const at = Number.isFinite(position) ? position : (entry.song.duration ?? 0)
      this.reporter.report(play, stage, at)
      this.radio.heard(play.track, play.context, stage, at)
    })
  }

  private endPlay(): void {
    this.play?.end(this.engine.position, this.engine.duration)
    this.play = null
  }

  private set(queue: queues.Queue): void {
    usePlayer.setState({ queue })
    this.prepare()
  }

  private prepare(): void {
    const index = queues.following(this.queue, true)
    const entry = index === null ? null : this.queue.entries[index]
    this.engine.prepare(entry ? this.source(entry, index === this.queue.current ? AGAIN : '') : null)
  }

  private source(entry: queues.Entry, suffix = ''): Source {
    const { song } = entry
    const transcode = transcodeFor(song)
    const key = entry.key + suffix
    void this.level(song.id, key)
    return {
      key,
      url: (start) => streamUrl(song.id, { transcode, start }),
      seekable: transcode === null,
      duration: song.duration,
      gain: usePreferences.getState().levelling ? levelled(null) : 1,
    }
  }

  private async level(track: string, key: string): Promise<void> {
    if (!usePreferences.getState().levelling) {
      this.engine.setGain(key, 1)
      return
    }
    try {
      const details = await this.client.ensureQueryData(trackQuery(track))
      this.engine.setGain(key, levelled(details.analysis?.loudness?.lufs))
    } catch {
      // the audio says for itself what is wrong
    }
  }

  private followPreferences(): void {
    const follow = () => {
      this.duck(this.depth)
      this.engine.setCrossfade(usePreferences.getState().crossfade)
    }
    usePreferences.subscribe(({ levelling }, before) => {
      follow()
      const { current } = this
      if (levelling === before.levelling || !current) return
      for (const key of [current.key, current.key + AGAIN]) void this.level(current.song.id, key)
      this.prepare()
    })
    follow()
  }

  private duck(depth: number): void {
    this.depth = depth
    this.engine.setVolume(wantedVolume() * (1 - (1 - DUCKED) * depth))
  }

  private plays(track: string): boolean {
    const { state } = usePlayer.getState()
    return this.current?.song.id === track && (state === 'playing' || state === 'loading')
  }

  /** The typical part of a track; of one that nobody listened to yet, its beginning. */
  private async excerpt(track: string): Promise<Excerpt> {
    const song = await this.client.ensureQueryData(trackQuery(track))
    const { start = 0, length = 30 } = song.analysis?.highlight ?? {}
    const transcode = transcodeFor(song)
    return {
      url: streamUrl(track, { transcode, start: transcode ? start : 0 }),
      start: transcode ? 0 : start,
      length,
      gain: usePreferences.getState().levelling ? levelled(song.analysis?.loudness?.lufs) : 1,
    }
  }
}

/** Loudness is heard in powers: half the way sounds half as loud. */
function wantedVolume(): number {
  const { volume, muted } = usePreferences.getState()
  return muted ? 0 : volume ** 2
}

async function probe(url: string): Promise<Verdict> {
  try {
    const response = await signedFetch(new Request(url, { method: 'HEAD' }))
    if (response.ok) return 'again'
    return response.status === 401 || response.status === 429 || response.status >= 500 ? 'wait' : 'gone'
  } catch (fault) {
    return fault instanceof Problem ? 'wait' : 'again'
  }
}

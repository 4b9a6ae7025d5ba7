/**
 * Two audio elements that take turns: while one plays, the other loads what comes next, so that nothing is
 * between them, or a crossfade. Knows of addresses and seconds only.
 */

/** What the engine needs of an HTMLAudioElement. */
export type Sound = Pick<
  HTMLAudioElement,
  'src' | 'currentTime' | 'duration' | 'volume' | 'preload' | 'play' | 'pause' | 'load' | 'removeAttribute' | 'error'
> &
  Pick<EventTarget, 'addEventListener'>

export interface Source {
  readonly key: string
  /** The address of the audio from `start` seconds on. */
  readonly url: (start: number) => string
  /** Whether the server can jump within it; else seeking asks for another `start`. */
  readonly seekable: boolean
  /** Seconds, where known. */
  readonly duration: number | null
  /** Factor of loudness levelling, 0 … 1. */
  readonly gain: number
}

export type State = 'idle' | 'loading' | 'playing' | 'paused'

/** What an address answers to somebody who asks before giving up on it. */
export type Verdict = 'again' | 'wait' | 'gone'

export interface Hooks {
  onState(state: State): void
  onTime(position: number, duration: number | null): void
  /** The prepared source has begun by itself. */
  onHandover(source: Source): void
  /** The end, and nothing was prepared. */
  onEnd(): void
  /** The source cannot be played, and never will. */
  onGone(source: Source): void
  /** Why the audio does not come. */
  probe(url: string): Promise<Verdict>
}

const LOAD_AHEAD = 40
const TICK = 50
const PATIENCE = [500, 1000, 2000, 4000, 8000, 15000]
const MOST_REFUSALS = 3

interface Deck {
  readonly sound: Sound
  source: Source | null
  /** Seconds that the address left out. */
  offset: number
  /** 0 … 1 within a crossfade. */
  fade: number
}

export class Engine {
  private decks: [Deck, Deck]
  private state: State = 'idle'
  private prepared: Source | null = null
  private volume = 1
  private fadeSeconds = 0
  private fading: ReturnType<typeof setInterval> | null = null
  private retry: ReturnType<typeof setTimeout> | null = null
  private failures = 0
  /** How often in a row it arrived, and did not play. */
  private refusals = 0

  constructor(
    sounds: readonly [Sound, Sound],
    private readonly hooks: Hooks,
  ) {
    this.decks = [this.deck(sounds[0]), this.deck(sounds[1])]
  }

  get position(): number {
    return this.active.source ? this.active.offset + this.active.sound.currentTime : 0
  }

  get duration(): number | null {
    const { source, sound, offset } = this.active
    if (source?.duration) return source.duration
    return source && Number.isFinite(sound.duration) ? offset + sound.duration : null
  }

  /** Begin `source` at `at` seconds, and play it unless `play` is false. */
  load(source: Source, at = 0, play = true): void {
    this.stopFade()
    this.clear(this.idle)
    this.failures = 0
    this.refusals = 0
    this.begin(this.active, source, at)
    if (play) this.start(this.active)
    else this.turn('paused')
    this.tell()
  }

  /** What comes when this one ends; loaded as soon as that is near. */
  prepare(source: Source | null): void {
    this.prepared = source
    if (this.idle.source && this.idle.source.key !== source?.key && !this.fading) this.clear(this.idle)
    this.loadAhead()
  }

  resume(): void {
    if (!this.active.source) return
    if (this.active.sound.error) this.begin(this.active, this.active.source, this.position)
    this.start(this.active)
  }

  pause(): void {
    this.finishFade()
    this.cancelRetry()
    this.active.sound.pause()
    if (this.active.source) this.turn('paused')
  }

  seek(seconds: number): void {
    const { source, sound } = this.active
    if (!source) return
    this.finishFade()
    const to = Math.max(0, Math.min(seconds, (this.duration ?? Number.POSITIVE_INFINITY) - 0.1))
    if (source.seekable) sound.currentTime = to
    else {
      const plays = this.state === 'playing' || this.state === 'loading'
      this.begin(this.active, source, to)
      if (plays) this.start(this.active)
    }
    this.tell()
  }

  stop(): void {
    this.stopFade()
    this.cancelRetry()
    this.prepared = null
    for (const deck of this.decks) this.clear(deck)
    this.turn('idle')
  }

  setVolume(volume: number): void {
    this.volume = volume
    this.mix()
  }

  /** Seconds in which one track fades into the next; 0 is gapless. */
  setCrossfade(seconds: number): void {
    this.fadeSeconds = seconds
  }

  /** Another factor for what plays, once its loudness is known. */
  setGain(key: string, gain: number): void {
    for (const deck of this.decks) if (deck.source?.key === key) deck.source = { ...deck.source, gain }
    if (this.prepared?.key === key) this.prepared = { ...this.prepared, gain }
    this.mix()
  }

  /** The network is back. */
  retryNow(): void {
    if (this.retry !== null) this.again(this.active)
  }

  private get active(): Deck {
    return this.decks[0]
  }

  private get idle(): Deck {
    return this.decks[1]
  }

  private deck(sound: Sound): Deck {
    const deck: Deck = { sound, source: null, offset: 0, fade: 1 }
    sound.preload = 'auto'
    sound.addEventListener('timeupdate', () => deck === this.active && this.progressed())
    sound.addEventListener('ended', () => deck === this.active && this.ended())
    sound.addEventListener('waiting', () => deck === this.active && this.state === 'playing' && this.turn('loading'))
    sound.addEventListener('playing', () => deck === this.active && this.turn('playing'))
    sound.addEventListener('error', () => deck.source && this.failed(deck))
    return deck
  }

  private begin(deck: Deck, source: Source, at: number): void {
    this.cancelRetry()
    const start = source.seekable ? 0 : at
    deck.source = source
    deck.offset = start
    deck.fade = 1
    deck.sound.src = source.url(start)
    if (source.seekable && at > 0) deck.sound.currentTime = at
    this.mix()
  }

  private start(deck: Deck): void {
    this.turn('loading')
    deck.sound.play().catch((fault: unknown) => {
      // a browser that wants a click first, not a fault of the audio
      if (fault instanceof DOMException && fault.name === 'NotAllowedError' && deck === this.active) this.turn('paused')
    })
  }

  private clear(deck: Deck): void {
    if (!deck.source) return
    deck.source = null
    deck.offset = 0
    deck.sound.pause()
    deck.sound.removeAttribute('src')
    deck.sound.load()
  }

  private progressed(): void {
    if (this.state === 'playing') {
      this.failures = 0
      this.refusals = 0
    }
    this.tell()
    this.loadAhead()
    const left = this.left()
    if (this.fadeSeconds > 0 && !this.fading && this.idle.source && left !== null && left <= this.fadeSeconds) {
      this.crossfade(Math.max(0.2, left))
    }
  }

  private left(): number | null {
    return this.duration === null ? null : this.duration - this.position
  }

  private loadAhead(): void {
    const left = this.left()
    if (!this.prepared || this.idle.source || !this.active.source) return
    if (left !== null && left <= Math.max(LOAD_AHEAD, 2 * this.fadeSeconds)) this.begin(this.idle, this.prepared, 0)
  }

  private ended(): void {
    if (this.fading) return
    if (!this.prepared) {
      this.turn('paused')
      this.hooks.onEnd()
      return
    }
    if (!this.idle.source) this.begin(this.idle, this.prepared, 0)
    this.handOver()
    this.start(this.active)
  }

  /** The decks change places, and whoever asks hears of it. */
  private handOver(): void {
    this.decks = [this.decks[1], this.decks[0]]
    const source = this.active.source
    this.prepared = null
    if (!this.fading) this.clear(this.idle)
    this.tell()
    if (source) this.hooks.onHandover(source)
  }

  private crossfade(seconds: number): void {
    const began = Date.now()
    const [old, fresh] = this.decks
    fresh.fade = 0
    this.fading = setInterval(() => {
      const part = Math.min(1, (Date.now() - began) / (1000 * seconds))
      fresh.fade = Math.sin((part * Math.PI) / 2)
      old.fade = Math.cos((part * Math.PI) / 2)
      this.mix()
      if (part === 1) this.finishFade()
    }, TICK)
    this.mix()
    this.handOver()
    this.start(fresh)
  }

  private finishFade(): void {
    if (!this.fading) return
    this.stopFade()
    this.clear(this.idle)
    this.mix()
  }

  private stopFade(): void {
    if (this.fading) clearInterval(this.fading)
    this.fading = null
    for (const deck of this.decks) deck.fade = 1
  }

  private mix(): void {
    for (const { sound, source, fade } of this.decks) {
      sound.volume = Math.max(0, Math.min(1, this.volume * (source?.gain ?? 1) * fade))
    }
  }

  private failed(deck: Deck): void {
    const source = deck.source
    if (!source) return
    if (deck !== this.active) {
      this.clear(deck)
      return
    }
    if (this.state === 'paused') return
    this.turn('loading')
    const at = this.position
    this.hooks.probe(source.url(source.seekable ? 0 : at)).then((verdict) => {
      if (deck !== this.active || deck.source !== source || this.state === 'paused') return
      // however long nobody answered, that says nothing against it
      this.refusals = verdict === 'again' ? this.refusals + 1 : 0
      if (verdict === 'gone' || this.refusals > MOST_REFUSALS) this.hooks.onGone(source)
      else this.retryIn(PATIENCE[Math.min(this.failures++, PATIENCE.length - 1)] as number)
    })
  }

  private retryIn(milliseconds: number): void {
    this.cancelRetry()
    this.retry = setTimeout(() => this.again(this.active), milliseconds)
  }

  private again(deck: Deck): void {
    this.cancelRetry()
    if (!deck.source) return
    this.begin(deck, deck.source, this.position)
    this.start(deck)
  }

  private cancelRetry(): void {
    if (this.retry !== null) clearTimeout(this.retry)
    this.retry = null
  }

  private turn(state: State): void {
    if (state === this.state) return
    this.state = state
    this.hooks.onState(state)
  }

  private tell(): void {
    this.hooks.onTime(this.position, this.duration)
  }
}

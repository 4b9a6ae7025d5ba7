import { create } from 'zustand'
import type { Sound } from './engine'

/** What is needed to play a little of a track. */
export interface Excerpt {
  readonly url: string
  /** Seconds at which `url` has to begin; 0 where the address says so itself. */
  readonly start: number
  /** Seconds. */
  readonly length: number
  /** Factor of loudness levelling, 0 … 1. */
  readonly gain: number
}

interface Hooks {
  excerpt(track: string): Promise<Excerpt>
  /** How much of what else plays steps back: 0 … 1. */
  duck(depth: number): void
  volume(): number
  /** Whether resting on a track is enough to hear it. */
  wanted(track: string): boolean
}

/** The track that a preview is of, if any; `heard` once it sounds. */
export const usePreview = create<{ track: string | null; heard: boolean }>()(() => ({ track: null, heard: false }))

const REST = 300
const TICK = 40
const FADE_IN = 500
const FADE_OUT = 250

/** A little of a track, from where it is most typical, while what plays steps back; never told as a play. */
export class Preview {
  private resting: ReturnType<typeof setTimeout> | null = null
  private fading: ReturnType<typeof setInterval> | null = null
  private excerpt: Excerpt | null = null
  private level = 0
  private depth = 0
  private turn = 0

  constructor(
    private readonly sound: Sound,
    private readonly hooks: Hooks,
  ) {
    sound.preload = 'auto'
    sound.addEventListener('playing', () => this.begun())
    sound.addEventListener('timeupdate', () => this.progressed())
    sound.addEventListener('ended', () => this.stop())
    sound.addEventListener('error', () => this.excerpt && this.stop())
  }

  /** The pointer, or the focus, rests on a track: it is heard in a moment, unless it moves on. */
  rest(track: string): void {
    if (!this.hooks.wanted(track) || usePreview.getState().track === track) return
    this.leave()
    this.resting = setTimeout(() => void this.start(track), REST)
  }

  /** It moved on. */
  leave(): void {
    this.restless()
    this.stop()
  }

  /** Somebody asked for it: it needs no wish to hear what one rests on. */
  async start(track: string): Promise<void> {
    this.restless()
    this.turn += 1
    const { turn } = this
    usePreview.setState({ track, heard: false })
    try {
      const excerpt = await this.hooks.excerpt(track)
      if (turn !== this.turn) return
      this.level = 0
      this.excerpt = excerpt
      this.sound.src = excerpt.url
      if (excerpt.start > 0) this.sound.currentTime = excerpt.start
      this.mix()
      await this.sound.play()
    } catch {
      // the browser wants a click first, or the file cannot be played: then it stays quiet
      if (turn === this.turn) this.stop()
    }
  }

  toggle(track: string): void {
    if (usePreview.getState().track === track) this.leave()
    else void this.start(track)
  }

  stop(): void {
    if (usePreview.getState().track === null) return
    this.turn += 1
    usePreview.setState({ track: null, heard: false })
    this.fade()
  }

  private restless(): void {
    if (this.resting !== null) clearTimeout(this.resting)
    this.resting = null
  }

  private begun(): void {
    if (!this.excerpt || usePreview.getState().track === null) return
    usePreview.setState({ heard: true })
    this.fade()
  }

  private progressed(): void {
    const { excerpt } = this
    if (excerpt && this.sound.currentTime >= excerpt.start + excerpt.length) this.stop()
  }

  /** Towards what is wanted now, in small steps. */
  private fade(): void {
    this.fading ??= setInterval(() => {
      const up = usePreview.getState().heard
      const step = up ? TICK / FADE_IN : -TICK / FADE_OUT
      this.level = within(this.level + step)
      this.depth = within(this.depth + step)
      this.mix()
      if (up ? this.level < 1 || this.depth < 1 : this.depth > 0) return
      this.rested()
      if (!up) this.silence()
    }, TICK)
  }

  private rested(): void {
    if (this.fading !== null) clearInterval(this.fading)
    this.fading = null
  }

  private silence(): void {
    if (usePreview.getState().track !== null) return
    this.excerpt = null
    this.sound.pause()
    this.sound.removeAttribute('src')
    this.sound.load()
  }

  private mix(): void {
    this.sound.volume = within(this.level * (this.excerpt?.gain ?? 1) * this.hooks.volume())
    this.hooks.duck(this.depth)
  }
}

function within(share: number): number {
  return Math.max(0, Math.min(1, share))
}

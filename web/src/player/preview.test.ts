import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Sound } from './engine'
import { type Excerpt, Preview, usePreview } from './preview'

class FakeSound extends EventTarget implements Sound {
  src = ''
  currentTime = 0
  duration = 200
  volume = 1
  preload: '' | 'none' | 'metadata' | 'auto' = 'none'
  error = null
  refuses = false
  paused = true
  async play() {
    if (this.refuses) throw new DOMException('a click first', 'NotAllowedError')
    this.paused = false
    this.dispatchEvent(new Event('playing'))
  }
  pause() {
    this.paused = true
  }
  load() {}
  removeAttribute() {
    this.src = ''
  }
  at(seconds: number) {
    this.currentTime = seconds
    this.dispatchEvent(new Event('timeupdate'))
  }
}

function setUp(options: { wanted?: boolean; excerpt?: (track: string) => Promise<Excerpt> } = {}) {
  const sound = new FakeSound()
  const depths: number[] = []
  const preview = new Preview(sound, {
    excerpt: options.excerpt ?? (async (track) => ({ url: `/${track}`, start: 40, length: 30, gain: 0.5 })),
    duck: (depth) => depths.push(depth),
    volume: () => 0.8,
    wanted: () => options.wanted ?? true,
  })
  return { sound, preview, depth: () => depths.at(-1) }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  usePreview.setState({ track: null, heard: false })
})

test('what the pointer rests on is heard after a moment, from its highlight, while the music steps back', async () => {
  const { sound, preview, depth } = setUp()
  preview.rest('a')
  await vi.advanceTimersByTimeAsync(250)
  expect(sound.src).toBe('')
  await vi.advanceTimersByTimeAsync(1000)
  expect(sound).toMatchObject({ src: '/a', currentTime: 40, paused: false })
  expect(sound.volume).toBeCloseTo(0.4)
  expect(depth()).toBe(1)
})

test('who moves on before that hears nothing', async () => {
  const { sound, preview } = setUp()
  preview.rest('a')
  await vi.advanceTimersByTimeAsync(200)
  preview.leave()
  await vi.advanceTimersByTimeAsync(2000)
  expect(sound.src).toBe('')
})

test('the music comes back when one leaves, and the element lets go of the file', async () => {
  const { sound, preview, depth } = setUp()
  preview.rest('a')
  await vi.advanceTimersByTimeAsync(2000)
  preview.leave()
  await vi.advanceTimersByTimeAsync(100)
  expect(depth()).toBeGreaterThan(0)
  await vi.advanceTimersByTimeAsync(1000)
  expect(depth()).toBe(0)
  expect(sound).toMatchObject({ src: '', paused: true })
})

test('it ends with the highlight', async () => {
  const { sound, preview, depth } = setUp()
  preview.rest('a')
  await vi.advanceTimersByTimeAsync(2000)
  sound.at(69)
  expect(usePreview.getState().track).toBe('a')
  sound.at(70.1)
  await vi.advanceTimersByTimeAsync(1000)
  expect(usePreview.getState().track).toBeNull()
  expect(depth()).toBe(0)
})

test('from one to the next the music stays back', async () => {
  const { sound, preview, depth } = setUp()
  preview.rest('a')
  await vi.advanceTimersByTimeAsync(2000)
  await preview.start('b')
  expect(sound.src).toBe('/b')
  expect(sound.volume).toBe(0)
  expect(depth()).toBe(1)
})

test('an answer that comes too late plays nothing', async () => {
  let answer: (excerpt: Excerpt) => void = () => {}
  const { sound, preview } = setUp({ excerpt: () => new Promise((resolve) => (answer = resolve)) })
  preview.rest('a')
  await vi.advanceTimersByTimeAsync(400)
  preview.leave()
  answer({ url: '/a', start: 0, length: 30, gain: 1 })
  await vi.advanceTimersByTimeAsync(1000)
  expect(sound.src).toBe('')
})

test('who wants no surprises hears only what is asked for', async () => {
  const { sound, preview } = setUp({ wanted: false })
  preview.rest('a')
  await vi.advanceTimersByTimeAsync(1000)
  expect(sound.src).toBe('')
  preview.toggle('a')
  await vi.advanceTimersByTimeAsync(1000)
  expect(sound.src).toBe('/a')
  preview.toggle('a')
  await vi.advanceTimersByTimeAsync(1000)
  expect(sound.src).toBe('')
})

test('a browser that wants a click first stays quiet', async () => {
  const { sound, preview, depth } = setUp()
  sound.refuses = true
  preview.rest('a')
  await vi.advanceTimersByTimeAsync(2000)
  expect(usePreview.getState().track).toBeNull()
  expect(depth()).toBe(0)
})

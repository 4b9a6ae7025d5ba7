import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Engine, type Hooks, type Sound, type Source, type State, type Verdict } from './engine'

/** An audio element that plays when told how long: `advance` is the clock. */
class FakeSound extends EventTarget implements Sound {
  currentTime = 0
  volume = 1
  preload: '' | 'none' | 'metadata' | 'auto' = 'none'
  error: MediaError | null = null
  paused = true
  private address = ''
  duration = Number.NaN
  refuses = false

  get src() {
    return this.address
  }
  set src(url: string) {
    this.address = url
    this.currentTime = 0
    this.error = null
    this.paused = true
    this.duration = Number(new URL(url, 'http://x').searchParams.get('length') ?? 100)
  }
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
    this.address = ''
  }
  advance(seconds: number) {
    if (this.paused) return
    this.currentTime = Math.min(this.duration, this.currentTime + seconds)
    this.dispatchEvent(new Event('timeupdate'))
    if (this.currentTime >= this.duration) {
      this.paused = true
      this.dispatchEvent(new Event('ended'))
    }
  }
  breaks() {
    this.error = { code: 2 } as MediaError
    this.paused = true
    this.dispatchEvent(new Event('error'))
  }
}

function source(key: string, options: Partial<Source> = {}): Source {
  return { key, url: (start) => `/${key}?start=${start}`, seekable: true, duration: 100, gain: 1, ...options }
}

function setUp(verdict: Verdict = 'wait') {
  const answers = { verdict }
  const sounds: [FakeSound, FakeSound] = [new FakeSound(), new FakeSound()]
  const seen = {
    states: [] as State[],
    handed: [] as string[],
    ends: 0,
    gone: [] as string[],
    time: [0, null] as unknown[],
  }
  const hooks: Hooks = {
    onState: (state) => seen.states.push(state),
    onTime: (position, duration) => {
      seen.time = [position, duration]
    },
    onHandover: (from) => seen.handed.push(from.key),
    onEnd: () => {
      seen.ends += 1
    },
    onGone: (from) => seen.gone.push(from.key),
    probe: async () => answers.verdict,
  }
  const engine = new Engine(sounds, hooks)
  const sounding = () => sounds.filter((sound) => !sound.paused).map((sound) => sound.src)
  const advance = (seconds: number) => {
    for (const sound of sounds.filter((one) => !one.paused)) sound.advance(seconds)
  }
  return { engine, sounds, seen, sounding, advance, answers }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('one track', () => {
  test('plays from where it was told, and says where it is', () => {
    const { engine, seen, sounding, advance } = setUp()
    engine.load(source('a'), 30)
    advance(5)
    expect(sounding()).toEqual(['/a?start=0'])
    expect(seen.time).toEqual([35, 100])
    expect(seen.states).toEqual(['loading', 'playing'])
  })
  test('pauses, goes on and ends', () => {
    const { engine, seen, sounding, advance } = setUp()
    engine.load(source('a'))
    engine.pause()
    expect(sounding()).toEqual([])
    engine.resume()
    advance(100)
    expect([seen.ends, seen.states.at(-1)]).toEqual([1, 'paused'])
  })
  test('is loaded without a sound when it should not play', () => {
    const { engine, seen, sounding } = setUp()
    engine.load(source('a'), 12, false)
    expect([sounding(), seen.states, engine.position]).toEqual([[], ['paused'], 12])
  })
  test('waits for a click where the browser wants one', async () => {
    const { engine, sounds, seen } = setUp()
    sounds[0].refuses = true
    engine.load(source('a'))
    await vi.advanceTimersByTimeAsync(0)
    expect(seen.states.at(-1)).toBe('paused')
  })
  test('that cannot be jumped in is asked for anew, from there', () => {
    const { engine, sounding, seen, advance } = setUp()
    engine.load(source('a', { seekable: false }))
    engine.seek(40)
    advance(2)
    expect([sounding(), seen.time]).toEqual([['/a?start=40'], [42, 100]])
  })
  test('is never sought behind its end', () => {
    const { engine } = setUp()
    engine.load(source('a'))
    engine.seek(500)
    expect(engine.position).toBeCloseTo(99.9)
    engine.seek(-3)
    expect(engine.position).toBe(0)
  })
})

describe('one after the other', () => {
  test('the next is loaded before the end and begins with it', () => {
    const { engine, sounds, seen, sounding, advance } = setUp()
    engine.load(source('a'))
    engine.prepare(source('b'))
    expect(sounds[1].src).toBe('')
    advance(70)
    expect(sounds[1].src).toBe('/b?start=0')
    advance(30)
    expect([sounding(), seen.handed, engine.position]).toEqual([['/b?start=0'], ['b'], 0])
  })
  test('another choice replaces what was loaded', () => {
    const { engine, seen, advance } = setUp()
    engine.load(source('a'))
    engine.prepare(source('b'))
    advance(70)
    engine.prepare(source('c'))
    advance(30)
    expect(seen.handed).toEqual(['c'])
  })
  test('a new track interrupts without handing over', () => {
    const { engine, seen, sounding, advance } = setUp()
    engine.load(source('a'))
    engine.prepare(source('b'))
    advance(80)
    engine.load(source('x'))
    expect([sounding(), seen.handed]).toEqual([['/x?start=0'], []])
  })
})

describe('crossfade', () => {
  function fading() {
    const made = setUp()
    made.engine.setCrossfade(8)
    made.engine.load(source('a'))
    made.engine.prepare(source('b'))
    made.advance(92)
    return made
  }
  test('has both play, with the power of one', () => {
    const { sounds, sounding, seen } = fading()
    expect(sounding().length).toBe(2)
    expect(seen.handed).toEqual(['b'])
    for (let step = 0; step < 7; step++) {
      vi.advanceTimersByTime(1000)
      const power = sounds[0].volume ** 2 + sounds[1].volume ** 2
      expect(power).toBeCloseTo(1, 5)
    }
    vi.advanceTimersByTime(1500)
    expect(sounding()).toEqual(['/b?start=0'])
    expect(sounds.find((sound) => !sound.paused)?.volume).toBe(1)
  })
  test.each(['pause', 'seek', 'load'] as const)('ends at once with %s', (what) => {
    const { engine, sounding, seen } = fading()
    vi.advanceTimersByTime(2000)
    if (what === 'pause') engine.pause()
    if (what === 'seek') engine.seek(50)
    if (what === 'load') engine.load(source('x'))
    expect(sounding()).toEqual(what === 'pause' ? [] : what === 'seek' ? ['/b?start=0'] : ['/x?start=0'])
    expect(seen.handed).toEqual(['b'])
    vi.advanceTimersByTime(10_000)
    expect(sounding().length).toBe(what === 'pause' ? 0 : 1)
  })
  test('levels keep their proportion', () => {
    const { engine, sounds } = setUp()
    engine.setVolume(0.5)
    engine.load(source('a', { gain: 0.4 }))
    expect(sounds[0].volume).toBeCloseTo(0.2)
    engine.setGain('a', 1)
    expect(sounds[0].volume).toBeCloseTo(0.5)
  })
})

describe('when the audio does not come', () => {
  test('it is asked for again, later and later, and goes on where it was', async () => {
    const { engine, sounds, sounding, advance, seen } = setUp('wait')
    engine.load(source('a'))
    advance(33)
    sounds[0].breaks()
    await vi.advanceTimersByTimeAsync(500)
    expect([sounding(), engine.position]).toEqual([['/a?start=0'], 33])
    sounds[0].breaks()
    await vi.advanceTimersByTimeAsync(900)
    expect(sounding()).toEqual([])
    await vi.advanceTimersByTimeAsync(100)
    expect(sounding()).toEqual(['/a?start=0'])
    expect(seen.gone).toEqual([])
  })
  test('it is asked for at once when the network is back', async () => {
    const { engine, sounds, sounding } = setUp('wait')
    engine.load(source('a'))
    for (let failure = 0; failure < 6; failure++) {
      sounds[0].breaks()
      await vi.advanceTimersByTimeAsync(failure < 5 ? 15_000 : 0)
    }
    expect(sounding()).toEqual([])
    engine.retryNow()
    expect(sounding()).toEqual(['/a?start=0'])
  })
  test('what is gone is told of', async () => {
    const { engine, sounds, seen } = setUp('gone')
    engine.load(source('a'))
    sounds[0].breaks()
    await vi.advanceTimersByTimeAsync(0)
    expect(seen.gone).toEqual(['a'])
  })
  test('what arrives but does not play is given up', async () => {
    const { engine, sounds, seen } = setUp('again')
    sounds[0].play = async () => {}
    engine.load(source('a'))
    for (let failure = 0; failure < 5; failure++) {
      sounds[0].breaks()
      await vi.advanceTimersByTimeAsync(15_000)
    }
    expect(seen.gone).toContain('a')
  })
  test('what nobody answered to for long is not given up once somebody does', async () => {
    const { engine, sounds, sounding, seen, answers } = setUp('wait')
    engine.load(source('a'))
    for (let failure = 0; failure < 5; failure++) {
      sounds[0].breaks()
      await vi.advanceTimersByTimeAsync(15_000)
    }
    answers.verdict = 'again'
    sounds[0].breaks()
    await vi.advanceTimersByTimeAsync(15_000)
    expect([seen.gone, sounding()]).toEqual([[], ['/a?start=0']])
  })
  test('a pause while it is found out why stands', async () => {
    const { engine, sounds, sounding } = setUp('wait')
    engine.load(source('a'))
    sounds[0].breaks()
    engine.pause()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sounding()).toEqual([])
  })
  test('a pause ends the waiting', async () => {
    const { engine, sounds, sounding } = setUp('wait')
    engine.load(source('a'))
    sounds[0].breaks()
    await vi.advanceTimersByTimeAsync(0)
    engine.pause()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sounding()).toEqual([])
    engine.resume()
    expect(sounding()).toEqual(['/a?start=0'])
  })
  test('what was only loaded ahead fails quietly, and is tried when its turn comes', async () => {
    const { engine, sounds, sounding, advance } = setUp('wait')
    engine.load(source('a'))
    engine.prepare(source('b'))
    advance(70)
    sounds[1].breaks()
    advance(30)
    expect(sounding()).toEqual(['/b?start=0'])
  })
})

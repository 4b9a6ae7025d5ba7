import { useEffect, useRef, useState } from 'react'
import { signedFetch } from '@/api/client'
import { Problem } from '@/api/problem'
import { type SharedItem, sharedStreamUrl } from '@/api/shared'
import { usePreferences } from '@/lib/preferences'
import { useControls } from '@/player/context'
import { Engine, type Source, type State, type Verdict } from '@/player/engine'
import { transcodeFor } from '@/player/formats'

export interface SharedPlayer {
  /** The item that plays, or would. */
  readonly current: SharedItem | null
  readonly state: State
  readonly position: number
  readonly duration: number | null
  playAt(index: number): void
  toggle(): void
  next(): void
  previous(): void
  seek(seconds: number): void
}

const AGAIN_FROM = 3

/** Plays what a link leads to: one list from its beginning to its end, gapless, without an account. */
export function useSharedPlayer(token: string, items: readonly SharedItem[]): SharedPlayer {
  const main = useControls()
  const [index, setIndex] = useState(-1)
  const [state, setState] = useState<State>('idle')
  const [time, setTime] = useState<{ position: number; duration: number | null }>({ position: 0, duration: null })
  const engine = useRef<Engine | null>(null)
  // what the engine calls back is asked for at that moment, and not when the engine was made
  const latest = useRef({ items, index })
  latest.current = { items, index }

  const sourceAt = (place: number): Source | null => {
    const item = latest.current.items[place]
    if (!item || item.track.missing) return null
    const transcode = transcodeFor(item.track)
    return {
      key: item.id,
      url: (start) => sharedStreamUrl(token, item.track.id, transcode, start),
      seekable: transcode === null,
      duration: item.track.duration,
      gain: 1,
    }
  }

  const after = (place: number, step: 1 | -1): number | null => {
    for (let at = place + step; at >= 0 && at < latest.current.items.length; at += step)
      if (!latest.current.items[at]?.track.missing) return at
    return null
  }

  const arrive = (place: number) => {
    latest.current.index = place
    setIndex(place)
    const following = after(place, 1)
    engine.current?.prepare(following === null ? null : sourceAt(following))
  }

  const start = (): Engine => {
    engine.current ??= new Engine([new Audio(), new Audio()], {
      onState: setState,
      onTime: (position, duration) => setTime({ position, duration }),
      onHandover: ({ key }) => arrive(latest.current.items.findIndex((item) => item.id === key)),
      onEnd: () => setState('paused'),
      onGone: () => {
        const following = after(latest.current.index, 1)
        if (following !== null) playAt(following)
      },
      probe,
    })
    const { volume, muted, crossfade } = usePreferences.getState()
    engine.current.setVolume(muted ? 0 : volume ** 2)
    engine.current.setCrossfade(crossfade)
    return engine.current
  }

  const playAt = (place: number) => {
    const source = sourceAt(place)
    if (!source) return
    main.pause()
    start().load(source, 0, true)
    arrive(place)
  }

  const toggle = () => {
    if (state === 'playing' || state === 'loading') engine.current?.pause()
    else if (index >= 0) engine.current?.resume()
    else {
      const first = after(-1, 1)
      if (first !== null) playAt(first)
    }
  }

  const step = (way: 1 | -1) => {
    const place = after(index, way)
    if (way < 0 && (time.position > AGAIN_FROM || place === null)) engine.current?.seek(0)
    else if (place !== null) playAt(place)
  }

  useEffect(() => {
    const online = () => engine.current?.retryNow()
    addEventListener('online', online)
    return () => {
      removeEventListener('online', online)
      engine.current?.stop()
    }
  }, [])

  return {
    current: items[index] ?? null,
    state,
    ...time,
    playAt,
    toggle,
    next: () => step(1),
    previous: () => step(-1),
    seek: (seconds) => engine.current?.seek(seconds),
  }
}

async function probe(url: string): Promise<Verdict> {
  try {
    const response = await signedFetch(new Request(url, { method: 'HEAD' }))
    if (response.ok) return 'again'
    return response.status === 429 || response.status >= 500 ? 'wait' : 'gone'
  } catch (fault) {
    return fault instanceof Problem ? 'wait' : 'again'
  }
}

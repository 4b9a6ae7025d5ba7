import { artworkUrl } from '@/api/client'
import type { State } from './engine'
import type { Entry } from './queue'

interface Controls {
  toggle(): void
  pause(): void
  resume(): void
  next(): void
  previous(): void
  seek(seconds: number): void
  seekBy(seconds: number): void
}

/** Headphones, keyboards and lock screens. */
export function handleMediaKeys(controls: Controls): void {
  const session = navigator.mediaSession
  if (!session) return
  session.setActionHandler('play', () => controls.resume())
  session.setActionHandler('pause', () => controls.pause())
  session.setActionHandler('nexttrack', () => controls.next())
  session.setActionHandler('previoustrack', () => controls.previous())
  session.setActionHandler('seekforward', (details) => controls.seekBy(details.seekOffset ?? 10))
  session.setActionHandler('seekbackward', (details) => controls.seekBy(-(details.seekOffset ?? 10)))
  session.setActionHandler('seekto', (details) => details.seekTime !== undefined && controls.seek(details.seekTime))
}

/** Tell the system how far it has come. */
export function tellPosition(position: number, duration: number | null): void {
  if (!duration) return
  navigator.mediaSession?.setPositionState?.({ duration, position: Math.min(position, duration) })
}

/** Tell the system what plays. */
export function announce(entry: Entry | null, state: State): void {
  const session = navigator.mediaSession
  if (!session) return
  session.playbackState = state === 'playing' || state === 'loading' ? 'playing' : entry ? 'paused' : 'none'
  session.metadata = entry
    ? new MediaMetadata({
        title: entry.song.title,
        artist: entry.song.artist,
        album: entry.song.album,
        artwork: [{ src: artworkUrl('tracks', entry.song.id, 512), sizes: '512x512', type: 'image/webp' }],
      })
    : null
}

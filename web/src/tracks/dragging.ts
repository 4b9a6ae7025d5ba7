import type { DragEvent } from 'react'
import type { Track } from '@/api/tracks'

/** What a drag of tracks is told by: their ids, as a JSON array. */
export const TRACKS_TYPE = 'application/x-musicsim-tracks'

let dragged: readonly Track[] = []

/** Begin to drag tracks to the queue, or to a playlist; what the pointer carries says what they are. */
export function startDrag(event: DragEvent, tracks: readonly Track[]): void {
  const [first] = tracks
  if (!first) return
  dragged = tracks
  event.dataTransfer.effectAllowed = 'copy'
  event.dataTransfer.setData(TRACKS_TYPE, JSON.stringify(tracks.map((track) => track.id)))
  event.dataTransfer.setData('text/plain', tracks.map((track) => `${track.artist} – ${track.title}`).join('\n'))
  const label = document.createElement('div')
  label.textContent = tracks.length > 1 ? `${first.title} +${tracks.length - 1}` : first.title
  label.className =
    'fixed -top-40 max-w-72 truncate rounded-full bg-accent px-4 py-2 font-medium text-on-accent text-sm shadow-float'
  document.body.append(label)
  event.dataTransfer.setDragImage(label, 16, 20)
  requestAnimationFrame(() => label.remove())
}

export function endDrag(): void {
  dragged = []
}

/** Whether it is tracks that are dragged; which ones, a browser tells only when they are dropped. */
export function carriesTracks(event: DragEvent): boolean {
  return event.dataTransfer.types.includes(TRACKS_TYPE)
}

/** The tracks that were dropped: those of this window, in their order. */
export function droppedTracks(): readonly Track[] {
  return dragged
}

import { type DragEvent, useState } from 'react'
import type { Track } from '@/api/tracks'
import { carriesTracks, droppedTracks } from '@/tracks/dragging'

/** Takes tracks that are dragged onto a list: `at` is where they would come to lie, counted in its rows. */
export function useTrackDrop(onDrop: (tracks: readonly Track[], at: number) => void) {
  const [at, setAt] = useState<number | null>(null)
  const handlers = {
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!carriesTracks(event)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setAt(placeAt(event.currentTarget, event.clientY))
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setAt(null)
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      if (!carriesTracks(event)) return
      event.preventDefault()
      setAt(null)
      const tracks = droppedTracks()
      if (tracks.length) onDrop(tracks, placeAt(event.currentTarget, event.clientY))
    },
  }
  return { at, handlers }
}

/** Before the first row whose middle is below the pointer. */
function placeAt(list: HTMLElement, y: number): number {
  const rows = [...list.querySelectorAll('[data-queued]')]
  const below = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect()
    return y < top + height / 2
  })
  return below < 0 ? rows.length : below
}

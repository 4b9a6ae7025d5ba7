import type { DragEvent } from 'react'
import { TRACKS_TYPE } from '@/tracks/dragging'
import type { Seed } from './seeds'

/** What a seed carries from one side of the board to the other. */
const SEED = 'application/x-musicsim-seed'

type Thing = Pick<Seed, 'kind' | 'id'>

export function carry(event: DragEvent, { kind, id }: Thing): void {
  event.dataTransfer.setData(SEED, JSON.stringify({ kind, id }))
  event.dataTransfer.effectAllowed = 'move'
}

/** Whether what is dragged can lie on the board; what it is, is only told when it is dropped. */
export function carriesSeeds({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(TRACKS_TYPE) || dataTransfer.types.includes(SEED)
}

export function carried({ dataTransfer }: DragEvent): Thing[] {
  const seed = parsed(dataTransfer.getData(SEED)) as Thing | null
  if (seed) return [seed]
  const ids = parsed(dataTransfer.getData(TRACKS_TYPE))
  return Array.isArray(ids) ? ids.map((id) => ({ kind: 'track', id: String(id) })) : []
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text || 'null')
  } catch {
    return null
  }
}

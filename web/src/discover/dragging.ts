import type { DragEvent } from 'react'
import type { Seed } from './seeds'

/** What rows of tracks carry while they are dragged: a list of ids. */
const TRACKS = 'application/x-musicsim-tracks'
/** What a seed carries from one side of the board to the other. */
const SEED = 'application/x-musicsim-seed'

type Thing = Pick<Seed, 'kind' | 'id'>

export function carry(event: DragEvent, { kind, id }: Thing): void {
  event.dataTransfer.setData(SEED, JSON.stringify({ kind, id }))
  event.dataTransfer.effectAllowed = 'move'
}

/** Whether what is dragged can lie on the board; what it is, is only told when it is dropped. */
export function carriesSeeds({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(TRACKS) || dataTransfer.types.includes(SEED)
}

export function carried({ dataTransfer }: DragEvent): Thing[] {
  const seed = parsed(dataTransfer.getData(SEED)) as Thing | null
  if (seed) return [seed]
  const ids = parsed(dataTransfer.getData(TRACKS))
  return Array.isArray(ids) ? ids.map((id) => ({ kind: 'track', id: String(id) })) : []
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text || 'null')
  } catch {
    return null
  }
}

import type { TrackConditions } from '@/api/lists'

export type Order = NonNullable<TrackConditions['sort']>

export const ORDERS: readonly Order[] = [
  'path',
  'title',
  'artist',
  'album',
  'year',
  'bpm',
  'camelot',
  'duration',
  'added',
]

export function isOrder(value: unknown): value is Order {
  return ORDERS.some((order) => order === value)
}

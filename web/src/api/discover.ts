import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { settled } from '@/discover/settle'
import type { Filters } from '@/filters/filters'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'

export type Clause = Schemas['Clause']
export type SeedKind = Schemas['SeedKind']
export type SeedWish = Required<Schemas['SeedRequest']>
export type Path = Schemas['Path']
export type PathStop = Schemas['PathStop']

/** What sounds as these words say. */
export const wordsQuery = (q: string, filters: Filters) =>
  queryOptions({
    queryKey: keys.words(q, filters),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/similar/text', { params: { query: { ...filters, q, limit: 50 } }, signal })),
  })

/** What sounds like some things and unlike others, and which of them cannot count; the last answer stays until the next. */
export const blendQuery = (seeds: readonly SeedWish[], filters: Filters) =>
  queryOptions({
    queryKey: keys.blend(seeds, filters),
    staleTime: 60_000,
    enabled: seeds.some((seed) => seed.weight > 0),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      settled(seeds, (some) =>
        answered(
          api.POST('/api/v1/similar', { body: { seeds: [...some], filters, limit: 40, explain: true }, signal }),
        ),
      ),
  })

export interface Way {
  from: string
  to: string
  via: string[]
  steps: number
  /** What holds on the way, not for its ends. */
  filters?: Filters
}

/** The way from one track to another. */
export const pathQuery = ({ from, to, via, steps, filters = {} }: Way) =>
  queryOptions({
    queryKey: keys.path({ from, to, via, steps, filters }),
    staleTime: 300_000,
    enabled: from !== '' && to !== '' && from !== to,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/paths', { params: { query: { ...filters, from, to, via, steps } }, signal })),
  })

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answered, api } from './client'
import { keys } from './keys'

/** A few artists, albums and tracks for what was typed so far; the last answer stands until the next one is there. */
export const searchQuery = (text: string, limit: number) =>
  queryOptions({
    queryKey: [...keys.search(text), limit],
    enabled: text !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answered(api.GET('/api/v1/search', { params: { query: { q: text, limit } }, signal })),
  })

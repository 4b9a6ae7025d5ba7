import { useQueries } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Way } from '@/api/discover'
import { type TrackDetails, trackQuery } from '@/api/tracks'
import { filtersOf } from '@/filters/filters'

export const STEPS = { least: 2, usual: 12, most: 50 }

/** The way that the address names, and its tracks; whatever is changed is written there. */
export function useWay() {
  const search = useSearch({ from: '/inside/path' })
  const navigate = useNavigate({ from: '/path' })
  const way: Way = {
    from: search.from ?? '',
    to: search.to ?? '',
    via: search.via?.split(',').filter(Boolean) ?? [],
    steps: Math.min(STEPS.most, Math.max(STEPS.least, Math.round(search.steps ?? STEPS.usual))),
    filters: filtersOf(search),
  }
  const ids = [way.from, way.to, ...way.via].filter(Boolean)
  const tracks = useQueries({
    queries: ids.map((id) => trackQuery(id)),
    combine: (found) => new Map(found.flatMap(({ data }): [string, TrackDetails][] => (data ? [[data.id, data]] : []))),
  })
  const change = (changes: Partial<Way>, replace = false) => {
    const next = { ...way, ...changes }
    const via = next.via.filter((id) => id !== next.from && id !== next.to)
    void navigate({
      replace,
      resetScroll: false,
      search: {
        ...next.filters,
        from: next.from || undefined,
        to: next.to || undefined,
        via: via.join(',') || undefined,
        steps: next.steps === STEPS.usual ? undefined : Math.max(next.steps, via.length + STEPS.least),
      },
    })
  }
  return { way, track: (id: string) => tracks.get(id) ?? null, change }
}

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { membersQuery } from '@/api/map'
import { BY, type By, type Colouring, colouring, rowsOfShade } from './colouring'
import { type LibraryMap, rowOf } from './decode'
import { useScheme } from './use-scheme'

/** The colours of a map as the page's address tells them, for a dark page or a light one. */
export function useColouring(
  map: LibraryMap,
  told: string | undefined,
  playlist: string,
): { by: By; colours: Colouring } {
  const by = BY.find((one) => one === told && (one !== 'playlist' || playlist)) ?? 'genre'
  const scheme = useScheme()
  const { data } = useQuery(membersQuery(by === 'playlist' ? playlist : ''))
  const members = useMemo(() => data && new Set(rowsOf(map, data)), [map, data])
  const colours = useMemo(() => colouring(map, by, scheme, members ?? null), [map, by, scheme, members])
  return { by, colours }
}

/** The rows of those tracks that are on the map. */
function rowsOf(map: LibraryMap, ids: readonly string[]): number[] {
  return ids.map((id) => rowOf(map, id)).filter((row) => row >= 0)
}

/** Which rows stand out: those caught by the lasso, else those of the kind chosen in the legend, else a playlist's. */
export function useEmphasis(
  map: LibraryMap,
  caught: readonly string[] | null,
  only: number | null,
  by: By,
  colours: Colouring,
) {
  return useMemo(() => {
    if (caught) return Uint32Array.from(rowsOf(map, caught))
    if (only !== null) return rowsOfShade(colours, only)
    return by === 'playlist' ? rowsOfShade(colours, 1) : null
  }, [map, caught, only, by, colours])
}

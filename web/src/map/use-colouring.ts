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
  const members = useMemo(
    () => data && new Set(data.map((id) => rowOf(map, id)).filter((row) => row >= 0)),
    [map, data],
  )
  const colours = useMemo(() => colouring(map, by, scheme, members ?? null), [map, by, scheme, members])
  return { by, colours }
}

/** Which rows stand out: those caught by the lasso, else those of the kind chosen in the legend, else a playlist's. */
export function useEmphasis(caught: readonly number[] | null, only: number | null, by: By, colours: Colouring) {
  return useMemo(() => {
    if (caught) return Uint32Array.from(caught)
    if (only !== null) return rowsOfShade(colours, only)
    return by === 'playlist' ? rowsOfShade(colours, 1) : null
  }, [caught, only, by, colours])
}

import { useEffect } from 'react'
import type { Scene } from './scene'
import type { MapLine } from './use-line'

interface Drawing {
  /** Rows are -1 where there is none. */
  readonly selected: number
  readonly here: number
  readonly emphasis: Uint32Array | null
  readonly lassoing: boolean
  readonly crossed: boolean
  readonly line: MapLine | null
  /** Whether a line that nobody asked for is drawn, too. */
  readonly lined: boolean
  readonly following: boolean
}

/** Has the scene show what the page knows. */
export function useDrawn(scene: Scene | null | undefined, drawing: Drawing): void {
  const { selected, here, emphasis, lassoing, crossed, line, lined, following } = drawing
  useEffect(() => scene?.select(selected), [scene, selected])
  useEffect(() => scene?.emphasise(emphasis), [scene, emphasis])
  useEffect(() => scene?.takeLasso(lassoing), [scene, lassoing])
  useEffect(() => scene?.markHere(here), [scene, here])
  useEffect(() => scene?.showCross(crossed), [scene, crossed])
  useEffect(() => scene?.follow(line && (lined || line.kind === 'path') ? line.line : null), [scene, line, lined])
  useEffect(() => {
    if (following && here >= 0) scene?.centre(here)
  }, [scene, following, here])
  const path = line?.kind === 'path' ? line.line.rows : null
  useEffect(() => {
    if (path) scene?.fit(path)
  }, [scene, path])
}

import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTagName } from '@/tracks/use-tag-name'
import type { Colouring } from './colouring'
import type { LibraryMap } from './decode'
import { Scene } from './scene'
import type { SceneHooks } from './stage'

/** The elements of a stage, once they are there. */
export interface StageRefs {
  readonly points: RefObject<HTMLCanvasElement | null>
  readonly overlay: RefObject<HTMLCanvasElement | null>
  readonly here: RefObject<HTMLDivElement | null>
  readonly card: RefObject<HTMLDivElement | null>
}

/** The scene on these elements, as long as they are shown; undefined until there is one, null where there is no WebGL2. */
export function useScene(
  stage: StageRefs,
  map: LibraryMap,
  colouring: Colouring,
  hooks: SceneHooks,
): Scene | null | undefined {
  const [scene, setScene] = useState<Scene | null>()
  const latest = useRef(hooks)
  const shown = useRef({ map, colouring })
  const say = useTagName()

  useEffect(() => {
    latest.current = hooks
  })

  useEffect(() => {
    const [points, overlay, here, card] = [stage.points, stage.overlay, stage.here, stage.card].map(
      (ref) => ref.current,
    )
    if (!points || !overlay || !here || !card) return
    const made = Scene.on(
      { points: points as HTMLCanvasElement, overlay: overlay as HTMLCanvasElement, here, card },
      shown.current.map,
      shown.current.colouring,
      {
        onHover: (row) => latest.current.onHover(row),
        onPick: (row) => latest.current.onPick(row),
        onLasso: (rows) => latest.current.onLasso(rows),
        onRest: (view) => latest.current.onRest(view),
        onHand: () => latest.current.onHand(),
      },
    )
    setScene(made)
    return () => made?.dispose()
  }, [stage])

  useEffect(() => {
    if (!scene) return
    if (shown.current.map !== map) scene.change(map, colouring)
    else if (shown.current.colouring !== colouring) scene.recolour(colouring)
    shown.current = { map, colouring }
  }, [scene, map, colouring])

  useEffect(() => scene?.speak(say), [scene, say])

  return scene
}

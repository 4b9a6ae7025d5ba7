import type { KeyboardEvent } from 'react'
import type { Scene } from './scene'

const STEP = 90
const NEARER = 1.7

/** What keys do while the map has the focus. */
export function mapKeys(scene: Scene, event: KeyboardEvent, act: { pick(): void; leave(): void }): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const actions: Record<string, () => void> = {
    ArrowLeft: () => scene.panBy(-STEP, 0),
    ArrowRight: () => scene.panBy(STEP, 0),
    ArrowUp: () => scene.panBy(0, -STEP),
    ArrowDown: () => scene.panBy(0, STEP),
    '+': () => scene.zoomBy(NEARER),
    '=': () => scene.zoomBy(NEARER),
    '-': () => scene.zoomBy(1 / NEARER),
    '0': () => scene.fit(),
    Enter: act.pick,
    Escape: act.leave,
  }
  const action = actions[event.key]
  if (!action) return
  event.preventDefault()
  action()
}

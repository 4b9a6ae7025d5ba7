import type { Point, Size, View } from './viewport'

/** What happens on the map. */
export interface SceneHooks {
  onHover(row: number): void
  onPick(row: number): void
  onLasso(rows: number[]): void
  /** The view rests: what is in its middle may be read. */
  onRest(view: View): void
  /** Somebody moved the map by hand. */
  onHand(): void
}

/** The elements that the scene draws on, or moves. */
export interface Stage {
  readonly points: HTMLCanvasElement
  readonly overlay: HTMLCanvasElement
  /** Marks where the music is. */
  readonly here: HTMLElement
  /** Hangs beside the point that the pointer is on. */
  readonly card: HTMLElement
}

/** Give canvases as many pixels as the screen has where they are. */
export function resize({ points, overlay }: Stage, { width, height }: Size, density: number): void {
  for (const canvas of [points, overlay]) {
    canvas.width = Math.round(width * density)
    canvas.height = Math.round(height * density)
  }
}

/** Put an element at a place, and say on which side of it there is room; out of sight when there is no place. */
export function hang(element: HTMLElement, at: Point | null, size: Size): void {
  element.hidden = at === null
  if (at === null) return
  element.style.translate = `${at.x.toFixed(1)}px ${at.y.toFixed(1)}px`
  element.dataset.up = String(at.y > size.height / 2)
  element.dataset.left = String(at.x > size.width / 2)
}

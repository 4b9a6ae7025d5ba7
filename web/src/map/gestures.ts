import { drawnOn } from './lasso'
import type { Point } from './viewport'

/** What hands do on the map; places are pixels of the element. */
export interface Hands {
  pan(right: number, down: number): void
  /** The hand let go while it moved, in pixels a millisecond. */
  fling(right: number, down: number): void
  zoom(factor: number, at: Point): void
  tap(at: Point): void
  hover(at: Point | null): void
  lasso(line: readonly Point[], done: boolean): void
  /** Whether a drag draws a lasso rather than moves the map. */
  lassoing(): boolean
}

const SLOP = 5
const FINE = 4
const STALE = 60

/** Listens to mouse, touch and wheel on an element. One finger moves the map or draws a lasso, two fingers zoom. */
export class Gestures {
  private readonly fingers = new Map<number, Point>()
  private readonly over = new AbortController()
  private line: readonly Point[] | null = null
  private began: Point | null = null
  private moved = false
  private speed = { right: 0, down: 0, at: 0 }

  constructor(
    private readonly element: HTMLElement,
    private readonly hands: Hands,
  ) {
    const { signal } = this.over
    element.addEventListener('pointerdown', (event) => this.down(event), { signal })
    element.addEventListener('pointermove', (event) => this.move(event), { signal })
    element.addEventListener('pointerup', (event) => this.up(event), { signal })
    element.addEventListener('pointercancel', (event) => this.cancel(event), { signal })
    element.addEventListener('pointerleave', () => hands.hover(null), { signal })
    element.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false })
  }

  dispose(): void {
    this.over.abort()
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return
    const at = this.place(event)
    this.element.setPointerCapture(event.pointerId)
    this.fingers.set(event.pointerId, at)
    this.hands.hover(null)
    this.speed = { right: 0, down: 0, at: 0 }
    if (this.fingers.size > 1) {
      this.moved = true
      this.abandonLasso()
      return
    }
    this.began = at
    this.moved = false
    if (event.shiftKey || this.hands.lassoing()) this.line = [at]
  }

  private move(event: PointerEvent): void {
    const at = this.place(event)
    const before = this.fingers.get(event.pointerId)
    if (!before) {
      if (event.pointerType === 'mouse') this.hands.hover(at)
      return
    }
    if (!this.moved && this.began && Math.hypot(at.x - this.began.x, at.y - this.began.y) < SLOP) return
    this.moved = true
    this.fingers.set(event.pointerId, at)
    if (this.line) {
      this.line = drawnOn(this.line, at, FINE)
      this.hands.lasso(this.line, false)
    } else if (this.fingers.size === 1) this.drag(before, at, event.timeStamp)
    else this.pinch(event.pointerId, before, at)
  }

  private drag(before: Point, at: Point, now: number): void {
    const [right, down] = [at.x - before.x, at.y - before.y]
    const passed = Math.max(1, now - this.speed.at)
    this.speed = { right: right / passed, down: down / passed, at: now }
    this.hands.pan(right, down)
  }

  private pinch(finger: number, before: Point, at: Point): void {
    const other = [...this.fingers].find(([id]) => id !== finger)?.[1]
    if (!other) return
    const length = (one: Point) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y))
    this.hands.pan((at.x - before.x) / 2, (at.y - before.y) / 2)
    this.hands.zoom(length(at) / length(before), { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 })
  }

  private up(event: PointerEvent): void {
    if (!this.fingers.delete(event.pointerId)) return
    const { line } = this
    this.line = null
    if (!this.moved) {
      this.hands.lasso([], false)
      this.hands.tap(this.place(event))
    } else if (line) this.hands.lasso(line, true)
    else if (this.fingers.size === 0 && event.timeStamp - this.speed.at < STALE)
      this.hands.fling(this.speed.right, this.speed.down)
  }

  private cancel(event: PointerEvent): void {
    this.fingers.delete(event.pointerId)
    this.abandonLasso()
  }

  private abandonLasso(): void {
    if (!this.line) return
    this.line = null
    this.hands.lasso([], false)
  }

  /** A wheel turns by lines or pixels; a trackpad's pinch arrives as a wheel with Ctrl, in small numbers. */
  private wheel(event: WheelEvent): void {
    event.preventDefault()
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1
    const turned = Math.max(-240, Math.min(240, event.deltaY * lines))
    this.hands.zoom(Math.exp(-turned * (event.ctrlKey ? 0.01 : 0.0022)), this.place(event))
  }

  private place(event: MouseEvent): Point {
    const box = this.element.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
}

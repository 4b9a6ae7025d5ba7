import {
  between,
  bounded,
  eased,
  type Frame,
  fitting,
  type Point,
  panned,
  type Size,
  toMap,
  toScreen,
  type View,
  zoomed,
} from './viewport'

interface Flight {
  readonly from: View
  readonly to: View
  readonly began: number
}

/** What the hand gave when it let go, in pixels a millisecond. */
interface Fling {
  readonly right: number
  readonly down: number
  readonly at: number
}

const FLIGHT = 650
const FRICTION = 0.994
/** Pixels a millisecond below which nothing is thrown, or comes to rest. */
const WEAK = 0.2
const SLOW = 0.02
const WIDE: Frame = { left: 240, top: 64, right: 56, bottom: 0 }
const NARROW: Frame = { left: 0, top: 110, right: 56, bottom: 64 }

/** Where one looks on the map, and how that moves: at once by hand, else in flights, and on by itself when it is thrown. */
export class Camera {
  private now: View
  private seen: Size = { width: 1, height: 1 }
  private flight: Flight | null = null
  private fling: Fling | null = null

  /** `corners` are those of all there is; `onMove` is told whenever something else is seen, or will be. */
  constructor(
    private corners: readonly Point[],
    private readonly onMove: () => void,
  ) {
    this.now = this.home
  }

  get view(): View {
    return this.now
  }

  get size(): Size {
    return this.seen
  }

  /** What is covered: by the legend, the tools, the search. */
  get covered(): Frame {
    return this.seen.width < 700 ? NARROW : WIDE
  }

  /** Where all of the map is seen. */
  get home(): View {
    return fitting(this.seen, this.corners, this.covered)
  }

  get moving(): boolean {
    return this.flight !== null || this.fling !== null
  }

  /** The middle of what is seen, in pixels. */
  get middle(): Point {
    return { x: this.seen.width / 2, y: this.seen.height / 2 }
  }

  toScreen(place: Point): Point {
    return toScreen(this.now, this.seen, place)
  }

  toMap(at: Point): Point {
    return toMap(this.now, this.seen, at)
  }

  /** The map has other corners; what is seen stays. */
  surround(corners: readonly Point[]): void {
    this.corners = corners
  }

  /** The window has another size: who saw all still does. */
  resize(size: Size): void {
    const whole = this.now.scale <= this.home.scale * 1.001
    this.seen = size
    this.look(whole ? this.home : bounded(this.now, size))
  }

  /** Fly to a place, at least so near; as near as now unless told. */
  flyTo(place: Point, scale = 0): void {
    this.fly({ ...place, scale: Math.max(this.now.scale, scale) })
  }

  /** Fly to where these places are seen, or all of the map. */
  fit(places: readonly Point[] | null): void {
    this.fly(places?.length ? fitting(this.seen, places, this.covered) : this.home)
  }

  zoomBy(factor: number): void {
    this.fly(zoomed(this.flight?.to ?? this.now, this.seen, factor, this.middle))
  }

  panBy(right: number, down: number): void {
    this.fly(panned(this.flight?.to ?? this.now, this.seen, -right, -down))
  }

  /** A hand moves it, by pixels. */
  drag(right: number, down: number): void {
    this.byHand(panned(this.now, this.seen, right, down))
  }

  /** A hand brings what is `at` nearer. */
  pinch(factor: number, at: Point): void {
    this.byHand(zoomed(this.now, this.seen, factor, at))
  }

  /** A hand lets go while it moves, in pixels a millisecond. */
  throw(right: number, down: number): void {
    if (still() || Math.hypot(right, down) < WEAK) return
    this.fling = { right, down, at: performance.now() }
    this.onMove()
  }

  /** On to where it is at a time. */
  advance(now: number): void {
    if (this.flight) this.soar(this.flight, now)
    else if (this.fling) this.glide(this.fling, now)
  }

  private soar({ from, to, began }: Flight, now: number): void {
    const share = Math.max(0, Math.min(1, (now - began) / FLIGHT))
    if (share === 1) this.flight = null
    this.look(between(from, to, eased(share)))
  }

  private glide({ right, down, at }: Fling, now: number): void {
    const passed = Math.max(0, now - at)
    const kept = FRICTION ** passed
    this.look(panned(this.now, this.seen, right * passed, down * passed))
    this.fling = Math.hypot(right, down) * kept < SLOW ? null : { right: right * kept, down: down * kept, at: now }
  }

  private fly(to: View): void {
    this.fling = null
    const end = bounded(to, this.seen)
    this.flight = still() ? null : { from: this.now, to: end, began: performance.now() }
    this.look(still() ? end : this.now)
  }

  private byHand(view: View): void {
    this.flight = this.fling = null
    this.look(view)
  }

  private look(view: View): void {
    this.now = view
    this.onMove()
  }
}

/** Whether nothing should move by itself. */
export function still(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

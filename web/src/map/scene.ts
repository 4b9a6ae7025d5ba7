import type { Colouring } from './colouring'
import type { LibraryMap } from './decode'
import { Gestures } from './gestures'
import { Grid } from './grid'
import { rowsWithin } from './lasso'
import { type Drawn, type Line, Overlay } from './overlay'
import { diameterOf, Renderer } from './renderer'
import { hang, resize, type SceneHooks, type Stage } from './stage'
import {
  between,
  bounded,
  cornersOf,
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

const FLIGHT = 650
const GLIDE = 1400
const REST = 250
const FRICTION = 0.994
const REACH = { mouse: 10, touch: 22 } as const
/** How much nearer than the whole map one flies to a track, in a library of many. */
const CLOSE = 9
const WIDE: Frame = { left: 240, top: 64, right: 56, bottom: 0 }
const NARROW: Frame = { left: 0, top: 110, right: 56, bottom: 64 }
const MANY = 2000

/** The map as it is on the screen: what of it is seen, what moves, what is under the pointer. Draws only when something changed. */
export class Scene {
  private view: View
  private size: Size = { width: 1, height: 1 }
  private density = 1
  private grid: Grid
  private drawn: Drawn = { hover: -1, selected: -1, line: null, lasso: [], cross: false }
  private here = -1
  private corners: readonly Point[]
  private say: (tag: string) => string = (tag) => tag
  private lassoing = false
  private flight: Flight | null = null
  private glide: number | null = null
  private fling: { right: number; down: number; at: number } | null = null
  private frame = 0
  private rest: ReturnType<typeof setTimeout> | undefined
  private readonly overlay: Overlay
  private readonly gestures: Gestures
  private readonly watch: ResizeObserver
  private readonly over = new AbortController()

  private constructor(
    private readonly stage: Stage,
    private readonly renderer: Renderer,
    private map: LibraryMap,
    private readonly hooks: SceneHooks,
  ) {
    this.grid = new Grid(map.x, map.y)
    this.overlay = new Overlay(stage.overlay)
    this.corners = cornersOf(map)
    this.view = this.home
    this.measure()
    this.watch = new ResizeObserver(() => this.measure())
    this.watch.observe(stage.points)
    const { signal } = this.over
    stage.points.addEventListener('webglcontextlost', (event) => this.lost(event), { signal })
    stage.points.addEventListener('webglcontextrestored', () => this.restored(), { signal })
    this.gestures = new Gestures(stage.overlay, {
      pan: (right, down) => this.byHand(() => panned(this.view, this.size, right, down)),
      zoom: (factor, at) => this.byHand(() => zoomed(this.view, this.size, factor, at)),
      fling: (right, down) => this.throw(right, down),
      tap: (at) => hooks.onPick(this.rowAt(at, REACH.touch)),
      hover: (at) => this.hover(at ? this.rowAt(at, REACH.mouse) : -1),
      lasso: (line, done) => this.lasso(line, done),
      lassoing: () => this.lassoing,
    })
  }

  /** Null where there is no WebGL2. */
  static on(stage: Stage, map: LibraryMap, colouring: Colouring, hooks: SceneHooks): Scene | null {
    const renderer = Renderer.on(stage.points, map, colouring)
    return renderer && new Scene(stage, renderer, map, hooks)
  }

  dispose(): void {
    cancelAnimationFrame(this.frame)
    clearTimeout(this.rest)
    this.over.abort()
    this.gestures.dispose()
    this.watch.disconnect()
    this.renderer.dispose()
  }

  /** Another map: its tracks glide to where they are now. */
  change(map: LibraryMap, colouring: Colouring): void {
    this.map = map
    this.grid = new Grid(map.x, map.y)
    this.drawn = { ...this.drawn, hover: -1, line: null, lasso: [] }
    this.corners = cornersOf(map)
    this.overlay.label(map.regions, this.say)
    this.renderer.change(map, colouring)
    this.glide = still() ? null : performance.now()
    this.request()
  }

  recolour(colouring: Colouring): void {
    this.renderer.recolour(colouring)
    this.request()
  }

  /** How tags are called on labels. */
  speak(say: (tag: string) => string): void {
    this.say = say
    this.overlay.label(this.map.regions, say)
    this.request()
  }

  emphasise(rows: Uint32Array | null): void {
    this.renderer.emphasise(rows)
    this.request()
  }

  select(row: number): void {
    this.show({ selected: row })
  }

  follow(line: Line | null): void {
    this.show({ line })
  }

  markHere(row: number): void {
    this.here = row
    this.request()
  }

  showCross(cross: boolean): void {
    this.show({ cross })
  }

  takeLasso(lassoing: boolean): void {
    this.lassoing = lassoing
    this.show({ lasso: [] })
  }

  /** Fly to a row, near enough to tell its neighbours apart; a view that is nearer stays so. */
  flyTo(row: number): void {
    const near = this.home.scale * (this.map.count > MANY ? CLOSE : CLOSE / 3)
    this.fly({ x: this.map.x[row] as number, y: this.map.y[row] as number, scale: Math.max(this.view.scale, near) })
  }

  /** Move so that a row is in the middle, as near as it is seen now. */
  centre(row: number): void {
    this.fly({ ...this.view, x: this.map.x[row] as number, y: this.map.y[row] as number })
  }

  /** All of the map, or all of some rows. */
  fit(rows: readonly number[] | null = null): void {
    const points = rows?.map((row) => ({ x: this.map.x[row] as number, y: this.map.y[row] as number }))
    this.fly(points?.length ? fitting(this.size, points, this.covered) : this.home)
  }

  zoomBy(factor: number): void {
    const target = this.flight?.to ?? this.view
    this.fly(zoomed(target, this.size, factor, { x: this.size.width / 2, y: this.size.height / 2 }))
  }

  panBy(right: number, down: number): void {
    this.hooks.onHand()
    this.fly(panned(this.flight?.to ?? this.view, this.size, -right, -down))
  }

  /** As if the pointer were on the row nearest to the middle. */
  hoverMiddle(): void {
    this.hover(this.middle)
  }

  /** The place in the middle, on the map. */
  get middlePlace(): Point {
    return { x: Math.round(this.view.x), y: Math.round(this.view.y) }
  }

  /** The row nearest to the middle. */
  get middle(): number {
    return this.rowAt({ x: this.size.width / 2, y: this.size.height / 2 }, Math.min(this.size.width, this.size.height))
  }

  /** What is covered: by the legend, the tools, the search. */
  private get covered(): Frame {
    return this.size.width < 700 ? NARROW : WIDE
  }

  /** Where all of the map is seen. */
  private get home(): View {
    return fitting(this.size, this.corners, this.covered)
  }

  private show(change: Partial<Drawn>): void {
    this.drawn = { ...this.drawn, ...change }
    this.request()
  }

  private fly(to: View): void {
    this.fling = null
    this.flight = { from: this.view, to: bounded(to, this.size), began: performance.now() }
    if (still()) this.look(this.flight.to)
    if (still()) this.flight = null
    this.request()
  }

  private byHand(view: () => View): void {
    this.hooks.onHand()
    this.flight = this.fling = null
    this.look(view())
  }

  private throw(right: number, down: number): void {
    if (still() || Math.hypot(right, down) < 0.2) return
    this.fling = { right, down, at: performance.now() }
    this.request()
  }

  private look(view: View): void {
    this.view = view
    clearTimeout(this.rest)
    this.rest = setTimeout(() => this.hooks.onRest(this.view), REST)
    this.request()
  }

  private hover(row: number): void {
    if (row === this.drawn.hover) return
    this.show({ hover: row })
    this.hooks.onHover(row)
  }

  private lasso(line: readonly Point[], done: boolean): void {
    this.show({ lasso: done ? [] : line })
    if (!done) return
    const places = line.map((at) => toMap(this.view, this.size, at))
    this.hooks.onLasso(rowsWithin(places, this.grid, this.map))
  }

  private rowAt(at: Point, reach: number): number {
    const pixels = Math.max(reach, diameterOf(this.view, this.map.count) / 2 + 4)
    return this.grid.nearest(toMap(this.view, this.size, at), pixels / this.view.scale)
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.stage.points
    if (!width || !height) return
    const whole = this.view.scale <= this.home.scale * 1.001
    this.size = { width, height }
    this.density = Math.min(2, devicePixelRatio)
    resize(this.stage, this.size, this.density)
    this.look(whole ? this.home : bounded(this.view, this.size))
  }

  private lost(event: Event): void {
    event.preventDefault()
    this.renderer.lost()
  }

  private restored(): void {
    this.renderer.restore()
    this.request()
  }

  private request(): void {
    if (!this.frame) this.frame = requestAnimationFrame((now) => this.tick(now))
  }

  private tick(now: number): void {
    this.frame = 0
    this.advance(now)
    const arrived = this.glide === null ? 1 : Math.min(1, (now - this.glide) / GLIDE)
    if (arrived >= 1) this.glide = null
    this.renderer.draw(this.view, this.size, this.density, eased(arrived))
    const { view, size, density, grid } = this
    const shown = { view, size, density, grid, zoom: view.scale / this.home.scale, frame: this.covered }
    this.overlay.draw(this.map, shown, this.drawn)
    hang(this.stage.here, this.screenPlace(this.here), this.size)
    hang(this.stage.card, this.screenPlace(this.drawn.hover), this.size)
    if (this.flight || this.fling || this.glide !== null) this.request()
  }

  private screenPlace(row: number): Point | null {
    if (row < 0) return null
    return toScreen(this.view, this.size, { x: this.map.x[row] as number, y: this.map.y[row] as number })
  }

  private advance(now: number): void {
    if (this.flight) {
      const { from, to, began } = this.flight
      const share = Math.max(0, Math.min(1, (now - began) / FLIGHT))
      if (share === 1) this.flight = null
      this.look(between(from, to, eased(share)))
    } else if (this.fling) {
      const passed = Math.max(0, now - this.fling.at)
      const kept = FRICTION ** passed
      const { right, down } = this.fling
      this.look(panned(this.view, this.size, right * passed, down * passed))
      this.fling = Math.hypot(right, down) * kept < 0.02 ? null : { right: right * kept, down: down * kept, at: now }
    }
  }
}

/** Whether nothing should move by itself. */
function still(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

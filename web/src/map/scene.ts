import { Camera, still } from './camera'
import type { Colouring } from './colouring'
import type { LibraryMap } from './decode'
import { Gestures } from './gestures'
import { Grid } from './grid'
import { rowsWithin } from './lasso'
import { type Drawn, type Line, Overlay } from './overlay'
import { diameterOf, Renderer } from './renderer'
import { hang, resize, type SceneHooks, type Stage } from './stage'
import { cornersOf, eased, type Point } from './viewport'

const GLIDE = 1400
const REST = 250
const REACH = { mouse: 10, touch: 22 } as const
/** How much nearer than the whole map one flies to a track, in a library of many. */
const CLOSE = 9
const MANY = 2000

/** The map as it is on the screen: what of it is seen, what moves, what is under the pointer. Draws only when something changed. */
export class Scene {
  private readonly camera: Camera
  private density = 1
  private grid: Grid
  private drawn: Drawn = { hover: -1, selected: -1, line: null, lasso: [], cross: false }
  private here = -1
  private say: (tag: string) => string = (tag) => tag
  private lassoing = false
  private glide: number | null = null
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
    this.camera = new Camera(cornersOf(map), () => this.moved())
    this.measure()
    this.watch = new ResizeObserver(() => this.measure())
    this.watch.observe(stage.points)
    const { signal } = this.over
    stage.points.addEventListener('webglcontextlost', (event) => this.lost(event), { signal })
    stage.points.addEventListener('webglcontextrestored', () => this.restored(), { signal })
    this.gestures = new Gestures(stage.overlay, {
      pan: (right, down) => {
        hooks.onHand()
        this.camera.drag(right, down)
      },
      zoom: (factor, at) => {
        hooks.onHand()
        this.camera.pinch(factor, at)
      },
      fling: (right, down) => this.camera.throw(right, down),
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
    this.camera.surround(cornersOf(map))
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
    this.camera.flyTo(this.placeOf(row), this.camera.home.scale * (this.map.count > MANY ? CLOSE : CLOSE / 3))
  }

  /** Move so that a row is in the middle, as near as it is seen now. */
  centre(row: number): void {
    this.camera.flyTo(this.placeOf(row))
  }

  /** All of the map, or all of some rows. */
  fit(rows: readonly number[] | null = null): void {
    this.camera.fit(rows?.map((row) => this.placeOf(row)) ?? null)
  }

  zoomBy(factor: number): void {
    this.camera.zoomBy(factor)
  }

  panBy(right: number, down: number): void {
    this.hooks.onHand()
    this.camera.panBy(right, down)
  }

  /** As if the pointer were on the row nearest to the middle. */
  hoverMiddle(): void {
    this.hover(this.middle)
  }

  /** The place in the middle, on the map. */
  get middlePlace(): Point {
    const { x, y } = this.camera.view
    return { x: Math.round(x), y: Math.round(y) }
  }

  /** The row nearest to the middle. */
  get middle(): number {
    const { middle, size } = this.camera
    return this.rowAt(middle, Math.min(size.width, size.height))
  }

  private show(change: Partial<Drawn>): void {
    this.drawn = { ...this.drawn, ...change }
    this.request()
  }

  private moved(): void {
    clearTimeout(this.rest)
    this.rest = setTimeout(() => this.hooks.onRest(this.camera.view), REST)
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
    const places = line.map((at) => this.camera.toMap(at))
    this.hooks.onLasso(rowsWithin(places, this.grid, this.map))
  }

  private rowAt(at: Point, reach: number): number {
    const { view } = this.camera
    const pixels = Math.max(reach, diameterOf(view, this.map.count) / 2 + 4)
    return this.grid.nearest(this.camera.toMap(at), pixels / view.scale)
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.stage.points
    if (!width || !height) return
    this.density = Math.min(2, devicePixelRatio)
    resize(this.stage, { width, height }, this.density)
    this.camera.resize({ width, height })
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
    this.camera.advance(now)
    const arrived = this.glide === null ? 1 : Math.min(1, (now - this.glide) / GLIDE)
    if (arrived >= 1) this.glide = null
    const { view, size, home, covered } = this.camera
    const { density, grid } = this
    this.renderer.draw(view, size, density, eased(arrived))
    this.overlay.draw(
      this.map,
      { view, size, density, grid, zoom: view.scale / home.scale, frame: covered },
      this.drawn,
    )
    hang(this.stage.here, this.screenPlace(this.here), size)
    hang(this.stage.card, this.screenPlace(this.drawn.hover), size)
    if (this.camera.moving || this.glide !== null) this.request()
  }

  private placeOf(row: number): Point {
    return { x: this.map.x[row] as number, y: this.map.y[row] as number }
  }

  private screenPlace(row: number): Point | null {
    return row < 0 ? null : this.camera.toScreen(this.placeOf(row))
  }
}

import type { LibraryMap, Region } from './decode'
import type { Grid } from './grid'
import { labelsFor, namesOf } from './labels'
import { diameterOf } from './renderer'
import { type Box, type Frame, type Point, type Size, toMap, toScreen, type View } from './viewport'

/** Tracks in an order, drawn as a line; those before `at` have been. */
export interface Line {
  readonly rows: readonly number[]
  readonly at: number
}

/** What lies over the points; rows are -1 where there is none. */
export interface Drawn {
  readonly hover: number
  readonly selected: number
  readonly line: Line | null
  /** The line of a lasso, in pixels. */
  readonly lasso: readonly Point[]
  /** Whether a cross in the middle shows what the keys are about. */
  readonly cross: boolean
}

/** What of the map is on the screen; `zoom` is 1 where all of it is. */
export interface Shown {
  readonly view: View
  readonly size: Size
  /** Pixels of the screen in one of `size`. */
  readonly density: number
  readonly zoom: number
  /** What is covered at the sides. */
  readonly frame: Frame
  /** Which points are where. */
  readonly grid: Grid
}

/** From so many tracks on they lie so close that labels are over them. */
const MANY = 2000

interface Inks {
  ink: string
  page: string
  accent: string
}

const FONT = '"Inter Variable", ui-sans-serif, system-ui, sans-serif'
const fontOf = (large: boolean) => `${large ? 650 : 550} ${large ? 17 : 12.5}px ${FONT}`

/** Draws what is not a point: labels, lines, rings, the lasso. */
export class Overlay {
  private readonly pen: CanvasRenderingContext2D
  private readonly widths = new Map<string, number>()
  private names: ReadonlyMap<Region, string> = new Map()

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.pen = canvas.getContext('2d') as CanvasRenderingContext2D
  }

  /** Which regions have labels, and in which words. */
  label(regions: readonly Region[], say: (tag: string) => string): void {
    this.names = namesOf(regions, say)
  }

  draw(map: LibraryMap, shown: Shown, drawn: Drawn): void {
    const { pen } = this
    const { view, size, density } = shown
    const inks = this.inks()
    pen.setTransform(density, 0, 0, density, 0, 0)
    pen.clearRect(0, 0, size.width, size.height)
    const at = (row: number) => toScreen(view, size, { x: map.x[row] as number, y: map.y[row] as number })
    const diameter = diameterOf(view, map.count)
    if (drawn.line) this.line(drawn.line, drawn.line.rows.map(at), inks)
    this.labels({ ...shown, points: map.count > MANY ? null : (box) => pointsIn(shown, box, diameter / 2) }, inks)
    if (drawn.selected >= 0) this.ring(at(drawn.selected), diameter / 2 + 5, 2.5, inks)
    if (drawn.hover >= 0) this.ring(at(drawn.hover), diameter / 2 + 3, 2, inks)
    if (drawn.cross) this.cross(size, inks)
    if (drawn.lasso.length > 1) this.lasso(drawn.lasso, inks)
  }

  private inks(): Inks {
    const style = getComputedStyle(this.canvas)
    const token = (name: string) => style.getPropertyValue(name)
    return { ink: token('--ink'), page: token('--sunken'), accent: token('--accent') }
  }

  private labels(at: Omit<Parameters<typeof labelsFor>[1], 'width'>, { ink, page }: Inks): void {
    const { pen } = this
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.lineJoin = 'round'
    for (const label of labelsFor(this.names, { ...at, width: (text, large) => this.width(text, large) })) {
      pen.font = fontOf(label.large)
      pen.globalAlpha = label.alpha
      pen.strokeStyle = page
      pen.lineWidth = 4
      pen.strokeText(label.text, label.x, label.y)
      pen.fillStyle = ink
      pen.fillText(label.text, label.x, label.y)
    }
    pen.globalAlpha = 1
  }

  private width(text: string, large: boolean): number {
    const key = `${large} ${text}`
    let width = this.widths.get(key)
    if (width === undefined) {
      this.pen.font = fontOf(large)
      width = this.pen.measureText(text).width
      this.widths.set(key, width)
    }
    return width
  }

  private line({ at }: Line, points: readonly Point[], { accent, page }: Inks): void {
    const { pen } = this
    pen.lineCap = pen.lineJoin = 'round'
    for (const [colour, width] of [
      [page, 6],
      [accent, 2.5],
    ] as const) {
      pen.strokeStyle = colour
      pen.lineWidth = width
      for (let step = 1; step < points.length; step++) {
        pen.globalAlpha = step <= at ? 0.4 : 1
        pen.beginPath()
        curve(pen, points, step)
        pen.stroke()
      }
    }
    for (const [step, { x, y }] of points.entries()) {
      const end = step === 0 || step === points.length - 1
      pen.globalAlpha = step < at ? 0.55 : 1
      pen.beginPath()
      pen.arc(x, y, end ? 7 : 4.5, 0, 2 * Math.PI)
      pen.fillStyle = end ? accent : page
      pen.fill()
      pen.strokeStyle = end ? page : accent
      pen.lineWidth = 2
      pen.stroke()
    }
    pen.globalAlpha = 1
  }

  private ring({ x, y }: Point, radius: number, width: number, { ink, page }: Inks): void {
    const { pen } = this
    for (const [colour, wide] of [
      [page, width + 3],
      [ink, width],
    ] as const) {
      pen.beginPath()
      pen.arc(x, y, radius, 0, 2 * Math.PI)
      pen.strokeStyle = colour
      pen.lineWidth = wide
      pen.stroke()
    }
  }

  private cross({ width, height }: Size, { ink }: Inks): void {
    const { pen } = this
    const [x, y] = [width / 2, height / 2]
    pen.beginPath()
    for (const [right, down] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      pen.moveTo(x + 8 * right, y + 8 * down)
      pen.lineTo(x + 16 * right, y + 16 * down)
    }
    pen.strokeStyle = ink
    pen.lineWidth = 2
    pen.stroke()
  }

  private lasso(points: readonly Point[], { accent }: Inks): void {
    const { pen } = this
    pen.beginPath()
    for (const { x, y } of points) pen.lineTo(x, y)
    pen.closePath()
    pen.fillStyle = accent
    pen.globalAlpha = 0.14
    pen.fill()
    pen.globalAlpha = 1
    pen.strokeStyle = accent
    pen.lineWidth = 2
    pen.setLineDash([6, 5])
    pen.stroke()
    pen.setLineDash([])
  }
}

/** How many points are seen within a rectangle of the screen, if only in part. */
function pointsIn({ view, size, grid }: Shown, box: Box, radius: number): number {
  const from = toMap(view, size, { x: box.left - radius, y: box.top - radius })
  const to = toMap(view, size, { x: box.right + radius, y: box.bottom + radius })
  let found = 0
  grid.each(from.x, from.y, to.x, to.y, () => {
    found++
  })
  return found
}

/**
 * The piece of a smooth line (Catmull and Rom 1974) that ends at the point `step`. Where a long step follows a short one
 * the line is not flung beyond either.
 */
function curve(pen: CanvasRenderingContext2D, points: readonly Point[], step: number): void {
  const near = (index: number) => points[Math.max(0, Math.min(points.length - 1, index))] as Point
  const [a, b, c, d] = [near(step - 2), near(step - 1), near(step), near(step + 1)]
  const longest = Math.hypot(c.x - b.x, c.y - b.y) / 3
  const bent = (from: Point, to: Point) => {
    const [x, y] = [(to.x - from.x) / 6, (to.y - from.y) / 6]
    const share = Math.min(1, longest / Math.max(1e-6, Math.hypot(x, y)))
    return { x: x * share, y: y * share }
  }
  const [leaving, coming] = [bent(a, c), bent(b, d)]
  pen.moveTo(b.x, b.y)
  pen.bezierCurveTo(b.x + leaving.x, b.y + leaving.y, c.x - coming.x, c.y - coming.y, c.x, c.y)
}

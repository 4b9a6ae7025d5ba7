import type { LibraryMap, Region } from './decode'
import type { Grid } from './grid'
import { labelsFor, namesOf } from './labels'
import { drawCross, drawLasso, drawLine, drawRing, type Inks } from './pens'
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
    if (drawn.line) drawLine(pen, drawn.line.rows.map(at), drawn.line.at, inks)
    this.labels({ ...shown, points: map.count > MANY ? null : (box) => pointsIn(shown, box, diameter / 2) }, inks)
    if (drawn.selected >= 0) drawRing(pen, at(drawn.selected), diameter / 2 + 5, 2.5, inks)
    if (drawn.hover >= 0) drawRing(pen, at(drawn.hover), diameter / 2 + 3, 2, inks)
    if (drawn.cross) drawCross(pen, size, inks)
    if (drawn.lasso.length > 1) drawLasso(pen, drawn.lasso, inks)
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

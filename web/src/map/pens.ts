import type { Point, Size } from './viewport'

/** Colours to draw with. */
export interface Inks {
  ink: string
  page: string
  accent: string
}

/** Draws a line through points; those before the point `at` have been. */
export function drawLine(
  pen: CanvasRenderingContext2D,
  points: readonly Point[],
  at: number,
  { accent, page }: Inks,
): void {
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

/** Draws a ring around a point. */
export function drawRing(
  pen: CanvasRenderingContext2D,
  { x, y }: Point,
  radius: number,
  width: number,
  { ink, page }: Inks,
): void {
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

/** Draws a cross that leaves its middle free. */
export function drawCross(pen: CanvasRenderingContext2D, { width, height }: Size, { ink }: Inks): void {
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

/** Draws what a lasso is about to catch. */
export function drawLasso(pen: CanvasRenderingContext2D, points: readonly Point[], { accent }: Inks): void {
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

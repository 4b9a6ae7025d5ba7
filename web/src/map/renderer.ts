import type { Colouring } from './colouring'
import { earlierPlaces, FARTHEST, type LibraryMap } from './decode'
import { type Resources, resourcesOf } from './resources'
import type { Size, View } from './viewport'

const DIMMED = 0.16
const SMALLEST = 3
const LARGEST = 13

/** The diameter of a point in pixels: half of what is free between neighbours, within reason. */
export function diameterOf(view: View, count: number): number {
  const spacing = (view.scale * FARTHEST) / Math.sqrt(Math.max(1, count))
  return Math.max(SMALLEST, Math.min(LARGEST, spacing / 3))
}

/** Draws all points of a map by WebGL2, in one call; places go to the graphics card as the server sent them. */
export class Renderer {
  private resources: Resources | null = null
  private before: { x: Uint16Array; y: Uint16Array } | null = null
  private emphasised: Uint32Array | null = null

  private constructor(
    private readonly gl: WebGL2RenderingContext,
    private map: LibraryMap,
    private colouring: Colouring,
  ) {
    this.restore()
  }

  /** Null where there is no WebGL2. */
  static on(canvas: HTMLCanvasElement, map: LibraryMap, colouring: Colouring): Renderer | null {
    const gl = canvas.getContext('webgl2', { antialias: false, depth: false, powerPreference: 'low-power' })
    return gl && new Renderer(gl, map, colouring)
  }

  /** Make everything on the graphics card anew: at first, and after it was lost. */
  restore(): void {
    if (this.gl.isContextLost()) return
    this.resources = resourcesOf(this.gl)
    this.uploadPlaces()
    this.uploadColours()
    this.emphasise(this.emphasised)
  }

  lost(): void {
    this.resources = null
  }

  /** Another map; its tracks begin where they were on the one before, see `draw`. */
  change(map: LibraryMap, colouring: Colouring): void {
    this.before = earlierPlaces(this.map, map)
    this.map = map
    this.uploadPlaces()
    this.recolour(colouring)
    this.emphasise(null)
  }

  recolour(colouring: Colouring): void {
    this.colouring = colouring
    this.uploadColours()
  }

  /** Dims all rows but these; null dims none. */
  emphasise(rows: Uint32Array | null): void {
    this.emphasised = rows
    if (!this.resources) return
    this.gl.bindBuffer(this.gl.ELEMENT_ARRAY_BUFFER, this.resources.buffers.chosen)
    this.gl.bufferData(this.gl.ELEMENT_ARRAY_BUFFER, rows ?? new Uint32Array(0), this.gl.DYNAMIC_DRAW)
  }

  /** `arrived` is how far tracks have glided from the map before, 0 … 1; `density` the pixels of the screen in one of `size`. */
  draw(view: View, size: Size, density: number, arrived: number): void {
    const { gl, resources } = this
    if (!resources) return
    const { uniforms } = resources
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight)
    gl.clearColor(0, 0, 0, 0)
    gl.clear(gl.COLOR_BUFFER_BIT)
    gl.uniform2f(uniforms.middle, view.x / FARTHEST, view.y / FARTHEST)
    const zoom = 2 * view.scale * FARTHEST
    gl.uniform2f(uniforms.zoom, zoom / size.width, -zoom / size.height)
    gl.uniform1f(uniforms.arrived, arrived)
    const diameter = diameterOf(view, this.map.count) * density
    gl.uniform1f(uniforms.diameter, diameter)
    gl.uniform1f(uniforms.edge, Math.min(1, 2.2 / diameter))
    gl.uniform1f(uniforms.alpha, this.emphasised ? DIMMED : 0.9)
    gl.drawArrays(gl.POINTS, 0, this.map.count)
    if (!this.emphasised) return
    gl.uniform1f(uniforms.alpha, 1)
    gl.uniform1f(uniforms.diameter, diameter * 1.15)
    gl.drawElements(gl.POINTS, this.emphasised.length, gl.UNSIGNED_INT, 0)
  }

  /** Give the memory back at once, rather than when the garbage is collected. */
  dispose(): void {
    const { gl, resources } = this
    if (!resources) return
    for (const buffer of Object.values(resources.buffers)) gl.deleteBuffer(buffer)
    gl.deleteTexture(resources.texture)
    gl.deleteVertexArray(resources.array)
    gl.deleteProgram(resources.program)
    this.resources = null
  }

  private uploadPlaces(): void {
    if (!this.resources) return
    const { buffers } = this.resources
    this.fill(buffers.toX, this.map.x)
    this.fill(buffers.toY, this.map.y)
    this.fill(buffers.fromX, this.before?.x ?? this.map.x)
    this.fill(buffers.fromY, this.before?.y ?? this.map.y)
  }

  private uploadColours(): void {
    if (!this.resources) return
    const { gl } = this
    this.fill(this.resources.buffers.shades, this.colouring.shades)
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB8, 256, 1, 0, gl.RGB, gl.UNSIGNED_BYTE, this.colouring.palette)
  }

  private fill(buffer: WebGLBuffer, content: Uint16Array | Uint8Array): void {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, buffer)
    this.gl.bufferData(this.gl.ARRAY_BUFFER, content, this.gl.STATIC_DRAW)
  }
}

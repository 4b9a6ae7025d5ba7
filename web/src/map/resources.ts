import { FRAGMENT, VERTEX } from './shaders'

type Buffers = Record<'toX' | 'toY' | 'fromX' | 'fromY' | 'shades' | 'chosen', WebGLBuffer>
type Uniforms = Record<'middle' | 'zoom' | 'arrived' | 'diameter' | 'alpha' | 'edge', WebGLUniformLocation>

/** What there is of a map in the memory of the graphics card; made anew when that was lost. */
export interface Resources {
  readonly program: WebGLProgram
  readonly array: WebGLVertexArrayObject
  readonly texture: WebGLTexture
  readonly buffers: Buffers
  readonly uniforms: Uniforms
}

/** Programs, buffers and the rest, bound and ready. */
export function resourcesOf(gl: WebGL2RenderingContext): Resources {
  const program = programOf(gl)
  // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's, not React's
  gl.useProgram(program)
  const array = gl.createVertexArray()
  gl.bindVertexArray(array)
  const buffers = {
    toX: place(gl, 0),
    toY: place(gl, 1),
    fromX: place(gl, 2),
    fromY: place(gl, 3),
    shades: shade(gl, 4),
    chosen: gl.createBuffer(),
  }
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffers.chosen)
  const texture = gl.createTexture()
  gl.bindTexture(gl.TEXTURE_2D, texture)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
  gl.enable(gl.BLEND)
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  const uniform = (name: string) => gl.getUniformLocation(program, name) as WebGLUniformLocation
  return {
    program,
    array,
    texture,
    buffers,
    uniforms: {
      middle: uniform('middle'),
      zoom: uniform('zoom'),
      arrived: uniform('arrived'),
      diameter: uniform('diameter'),
      alpha: uniform('alpha'),
      edge: uniform('edge'),
    },
  }
}

/** A coordinate: 0 … 65,535 arrives in the shader as 0 … 1. */
function place(gl: WebGL2RenderingContext, at: number): WebGLBuffer {
  const buffer = gl.createBuffer()
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
  gl.enableVertexAttribArray(at)
  gl.vertexAttribPointer(at, 1, gl.UNSIGNED_SHORT, true, 0, 0)
  return buffer
}

function shade(gl: WebGL2RenderingContext, at: number): WebGLBuffer {
  const buffer = gl.createBuffer()
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
  gl.enableVertexAttribArray(at)
  gl.vertexAttribIPointer(at, 1, gl.UNSIGNED_BYTE, 0, 0)
  return buffer
}

function programOf(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind) as WebGLShader
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
    gl.deleteShader(shader)
  }
  gl.linkProgram(program)
  return program
}

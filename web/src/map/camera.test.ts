import { beforeEach, expect, test, vi } from 'vitest'
import { Camera } from './camera'
import { FARTHEST } from './decode'

const CORNERS = [
  { x: 0, y: 0 },
  { x: FARTHEST, y: FARTHEST },
]
const SIZE = { width: 1200, height: 800 }
const calm = (matches: boolean) => vi.stubGlobal('matchMedia', () => ({ matches }))
const ENDED = 1e9

function cameraOn() {
  const camera = new Camera(CORNERS, () => {})
  camera.resize(SIZE)
  return camera
}

beforeEach(() => calm(false))

test('who saw all of the map still does in a smaller window; who was near stays there', () => {
  const camera = cameraOn()
  camera.resize({ width: 600, height: 500 })
  expect(camera.view).toEqual(camera.home)
  camera.pinch(8, camera.middle)
  const { view } = camera
  camera.resize(SIZE)
  expect(camera.view).toEqual(view)
})

test('a flight ends where it was to go', () => {
  const camera = cameraOn()
  camera.flyTo({ x: 1000, y: 2000 }, 1)
  expect(camera.moving).toBe(true)
  camera.advance(ENDED)
  expect(camera.view).toEqual({ x: 1000, y: 2000, scale: 1 })
  expect(camera.moving).toBe(false)
  camera.flyTo({ x: 3000, y: 2000 }, 0.5)
  camera.advance(ENDED)
  expect(camera.view.scale).toBe(1)
})

test('steps of a key add up while one still flies', () => {
  const camera = cameraOn()
  camera.zoomBy(2)
  camera.zoomBy(2)
  camera.advance(ENDED)
  expect(camera.view.scale / camera.home.scale).toBeCloseTo(4)
})

test('a hand ends flights, and what it throws comes to rest', () => {
  const camera = cameraOn()
  camera.flyTo({ x: 1000, y: 2000 }, 1)
  camera.drag(5, 5)
  expect(camera.moving).toBe(false)
  camera.throw(0.05, 0)
  expect(camera.moving).toBe(false)
  camera.throw(-1, 0)
  const { x } = camera.view
  camera.advance(performance.now() + 50)
  expect(camera.view.x).toBeGreaterThan(x)
  camera.advance(ENDED)
  expect(camera.moving).toBe(false)
})

test('where nothing should move by itself, one is there at once', () => {
  calm(true)
  const camera = cameraOn()
  camera.flyTo({ x: 1000, y: 2000 }, 1)
  expect(camera.view).toEqual({ x: 1000, y: 2000, scale: 1 })
  camera.throw(-1, 0)
  expect(camera.moving).toBe(false)
})

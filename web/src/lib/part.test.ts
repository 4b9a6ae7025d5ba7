import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { part, patientPart, type Surroundings } from './part'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const GONE = new TypeError('Failed to fetch dynamically imported module')
const gone = () => vi.fn(() => Promise.reject(GONE))

/** A page that began with a.js, of a server that says what it begins with now. */
function page(now: string | null, fresh = false) {
  return {
    began: 'a.js',
    begins: vi.fn(async () => now),
    renew: vi.fn(() => !fresh),
  } satisfies Surroundings
}

test('what is there asks nothing', async () => {
  const here = page('b.js')
  expect(await part(async () => 'Queue', here)).toBe('Queue')
  expect(here.begins).not.toHaveBeenCalled()
})

test('what is gone with its version loads the page anew', async () => {
  const here = page('b.js')
  const answer = vi.fn()
  part(gone(), here).then(answer, answer)
  await vi.advanceTimersByTimeAsync(1000)
  expect(here.renew).toHaveBeenCalledTimes(1)
  expect(answer).not.toHaveBeenCalled()
})

test('a page that has just been loaded anew is not again', async () => {
  await expect(part(gone(), page('b.js', true))).rejects.toBe(GONE)
})

test('what is gone from the version that is served is a fault', async () => {
  const here = page('a.js')
  await expect(part(gone(), here)).rejects.toBe(GONE)
  expect(here.renew).not.toHaveBeenCalled()
})

test('a server that is away is told apart, and waited for', async () => {
  await expect(part(gone(), page(null))).rejects.toBeInstanceOf(Problem)
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(GONE).mockResolvedValue('Queue')
  const opened = patientPart(load, page(null))
  await vi.advanceTimersByTimeAsync(2900)
  expect(load).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(await opened).toBe('Queue')
})

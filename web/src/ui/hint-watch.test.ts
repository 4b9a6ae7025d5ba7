// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beside, watchHints } from './hint-watch'

const shown = vi.fn()
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML =
    '<button data-hint="Play"><i></i></button><button data-hint="Next"></button><p></p><div role="tooltip"></div>'
  shown.mockReset()
  stop = watchHints(document, shown)
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

const one = (selector: string) => document.querySelector(selector) as HTMLElement
const play = () => one('[data-hint=Play]')
const over = (selector: string, pointerType = 'mouse') => {
  const event = new MouseEvent('pointerover', { bubbles: true })
  one(selector).dispatchEvent(Object.assign(event, { pointerType }))
}

test('a hint comes when the pointer rests, wherever on its element', () => {
  over('[data-hint=Play]')
  vi.advanceTimersByTime(300)
  over('i')
  expect(shown).not.toHaveBeenCalled()
  vi.advanceTimersByTime(200)
  expect(shown.mock.calls).toEqual([[play()]])
})

test('it stays while the pointer is on it, and goes once the pointer is elsewhere', () => {
  over('[data-hint=Play]')
  vi.advanceTimersByTime(500)
  over('p')
  vi.advanceTimersByTime(50)
  over('[role=tooltip]')
  vi.advanceTimersByTime(5000)
  expect(shown).toHaveBeenCalledTimes(1)
  over('p')
  vi.advanceTimersByTime(200)
  expect(shown).toHaveBeenLastCalledWith(null)
})

test('it goes, and does not come back, when something is done', () => {
  over('[data-hint=Play]')
  play().dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }))
  over('i')
  vi.advanceTimersByTime(5000)
  expect(shown.mock.calls).toEqual([[null]])
})

test('of what is gone meanwhile nothing is told', () => {
  over('[data-hint=Next]')
  one('[data-hint=Next]').remove()
  vi.advanceTimersByTime(500)
  expect(shown.mock.calls).toEqual([[null]])
})

test('a finger does not rest', () => {
  over('[data-hint=Play]', 'touch')
  vi.advanceTimersByTime(5000)
  expect(shown).not.toHaveBeenCalled()
})

test('it stands above the middle, else below, and never beyond the window', () => {
  const hint = { width: 100, height: 20 }
  const window = { width: 400, height: 300 }
  expect(beside(new DOMRect(150, 100, 40, 40), hint, window)).toEqual({ left: 120, top: 74 })
  expect(beside(new DOMRect(0, 10, 40, 40), hint, window)).toEqual({ left: 8, top: 56 })
  expect(beside(new DOMRect(390, 100, 10, 40), hint, window)).toEqual({ left: 292, top: 74 })
})

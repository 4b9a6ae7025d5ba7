import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Hurry, WHILE } from './hurry'

describe('whoever scrolls', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  /** Scrolls by so many pixels, sixty times a second for half a second. */
  const scrolledBy = (hurry: Hurry, step: number) => {
    for (let turn = 0; turn < 30; turn++) {
      hurry.scrolled(turn * step, 900)
      vi.advanceTimersByTime(16)
    }
  }

  it('does not hurry where all of it is seen for a moment', () => {
    const hurry = new Hurry()
    scrolledBy(hurry, 60)
    expect(hurry.now).toBe(false)
  })

  it('hurries where screens go by, until a rest', () => {
    const hurry = new Hurry()
    const over = vi.fn()
    scrolledBy(hurry, 300)
    expect(hurry.now).toBe(true)
    hurry.whenOver(over)
    const forget = hurry.whenOver(() => expect.unreachable())
    forget()
    expect(over).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2 * WHILE)
    expect(over).toHaveBeenCalledOnce()
    expect(hurry.now).toBe(false)
  })

  it('does not hurry for one leap', () => {
    const hurry = new Hurry()
    hurry.scrolled(0, 900)
    vi.advanceTimersByTime(2 * WHILE)
    hurry.scrolled(500_000, 900)
    expect(hurry.now).toBe(false)
  })
})

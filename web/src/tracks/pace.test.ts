import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Pace, REST } from './pace'

describe('what is scrolled past', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const watched = () => {
    const pace = new Pace()
    const read: (readonly number[])[] = []
    return { read, see: (...pages: number[]) => pace.see(pages, (some) => read.push(some)) }
  }

  it('is read while one scrolls on without a rest', () => {
    const { read, see } = watched()
    for (let at = 0; at < 10; at++) {
      see(at, at + 1)
      vi.advanceTimersByTime(REST)
    }
    expect(read).toHaveLength(10)
    expect(read.at(-1)).toEqual([9, 10])
  })

  it('is read once in a while only', () => {
    const { read, see } = watched()
    see(0, 1)
    see(1, 2)
    see(2, 3)
    expect(read).toEqual([[0, 1]])
    vi.advanceTimersByTime(REST)
    expect(read).toEqual([
      [0, 1],
      [2, 3],
    ])
  })

  it('is not read where the scrollbar is dragged past it', () => {
    const { read, see } = watched()
    for (const page of [100, 300, 500, 700]) {
      see(page, page + 1)
      vi.advanceTimersByTime(REST / 2)
    }
    expect(read).toEqual([])
    vi.advanceTimersByTime(REST)
    expect(read).toEqual([[700, 701]])
  })
})

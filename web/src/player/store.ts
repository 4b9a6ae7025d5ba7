import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { State } from './engine'
import { EMPTY, type Queue } from './queue'

interface PlayerState {
  queue: Queue
  state: State
  position: number
  duration: number | null
}

/** What plays, and what comes next; the queue and the place in it outlive a reload. */
export const usePlayer = create<PlayerState>()(
  persist((): PlayerState => ({ queue: EMPTY, state: 'idle', position: 0, duration: null }), {
    name: 'musicsim.player',
    version: 1,
    storage: createJSONStorage(() => throttled(localStorage)),
    partialize: ({ queue, position }) => ({ queue, position }),
  }),
)

/** Positions change four times a second: the storage hears of it every other second, and when the page goes. */
function throttled(storage: Storage): Storage {
  const waiting = new Map<string, string>()
  let timer: ReturnType<typeof setTimeout> | null = null
  const write = () => {
    timer = null
    for (const [name, value] of waiting) {
      try {
        storage.setItem(name, value)
      } catch {
        // full: the queue will not outlive this page
      }
    }
    waiting.clear()
  }
  addEventListener('pagehide', write)
  return {
    getItem: (name: string) => waiting.get(name) ?? storage.getItem(name),
    setItem: (name: string, value: string) => {
      waiting.set(name, value)
      timer ??= setTimeout(write, 2000)
    },
    removeItem: (name: string) => {
      waiting.delete(name)
      storage.removeItem(name)
    },
  } as Storage
}

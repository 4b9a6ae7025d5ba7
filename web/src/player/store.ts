import { create } from 'zustand'
import type { State } from './engine'
import { EMPTY, type Queue } from './queue'

interface PlayerState {
  queue: Queue
  state: State
  position: number
  duration: number | null
}

const QUEUE = 'musicsim.queue'
const POSITION = 'musicsim.position'
const EVERY = 3000

/** What plays, and what comes next; the queue and the place in it outlive a reload. */
export const usePlayer = create<PlayerState>()(() => ({
  queue: remembered(QUEUE, EMPTY),
  state: 'idle',
  position: remembered(POSITION, 0),
  duration: null,
}))

/** Keep what changes, but not four times a second: a long queue takes a while to write. */
export function rememberPlayer(): void {
  let kept: Queue | null = usePlayer.getState().queue
  const write = () => {
    const { queue, position } = usePlayer.getState()
    if (queue !== kept) remember(QUEUE, queue)
    kept = queue
    remember(POSITION, position)
  }
  setInterval(write, EVERY)
  addEventListener('pagehide', write)
}

function remembered<T>(name: string, otherwise: T): T {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') ?? otherwise
  } catch {
    return otherwise
  }
}

function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // a storage that is full or forbidden: the queue will not outlive this page
  }
}

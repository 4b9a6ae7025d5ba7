import { create } from 'zustand'

interface Shell {
  queue: boolean
  full: boolean
  palette: boolean
  shortcuts: boolean
  /** A new playlist is being named. */
  naming: boolean
}

/** What lies over the page. */
export const useShell = create<Shell>(() => ({
  queue: false,
  full: false,
  palette: false,
  shortcuts: false,
  naming: false,
}))

export function toggleShell(part: keyof Shell): void {
  useShell.setState((state) => ({ [part]: !state[part] }))
}

import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type Theme = 'system' | 'dark' | 'light'
export type Language = 'system' | 'en' | 'fr'

interface Preferences {
  theme: Theme
  language: Language
  /** 0 … 1 */
  volume: number
  muted: boolean
  /** Seconds, 0 … 12; 0 is gapless. */
  crossfade: number
  levelling: boolean
  /** Whether a track that the pointer rests on is heard for a moment. */
  previews: boolean
  /** Whether the explorer shows its tree. */
  folderTree: boolean
  /** In pixels. */
  folderTreeWidth: number
  set(changes: Partial<Omit<Preferences, 'set'>>): void
}

/** What this browser remembers of how somebody likes it. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      language: 'system',
      volume: 0.8,
      muted: false,
      crossfade: 0,
      levelling: true,
      previews: true,
      folderTree: true,
      folderTreeWidth: 272,
      set,
    }),
    { name: 'musicsim.preferences' },
  ),
)

function applyTheme(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#151311' : '#faf8f5')
}

/** Follow the choice and, where that is the system's, the system. */
export function followTheme(): void {
  const follow = () => applyTheme(usePreferences.getState().theme)
  usePreferences.subscribe(follow)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', follow)
  follow()
}

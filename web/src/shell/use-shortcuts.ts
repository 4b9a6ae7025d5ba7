import { useEffect, useRef } from 'react'
import { usePreferences } from '@/lib/preferences'
import { useControls } from '@/player/context'
import { toggleShell } from './shell-store'
import { useLikeCurrent } from './use-like-current'

const TYPING =
  'input:not([type="checkbox"]):not([type="range"]), textarea, select, [contenteditable="true"], [role="menu"]'
const PRESSING = 'button, a, input[type="checkbox"], [role="menuitem"], [role="switch"], summary'

/** Keys that work wherever nobody is typing. */
export function useShortcuts(): void {
  const controls = useControls()
  const like = useLikeCurrent()
  const liking = useRef(like)
  liking.current = like

  useEffect(() => {
    const louder = (by: number) => {
      const { volume, set } = usePreferences.getState()
      set({ volume: Math.max(0, Math.min(1, volume + by)), muted: false })
    }
    const find = () => {
      const field = document.getElementById('search')
      if (field?.offsetParent) field.focus()
      else toggleShell('palette')
    }
    const actions: Record<string, () => void> = {
      ' ': () => controls.toggle(),
      ArrowRight: () => controls.seekBy(10),
      ArrowLeft: () => controls.seekBy(-10),
      'Shift ArrowRight': () => controls.next(),
      'Shift ArrowLeft': () => controls.previous(),
      'Shift ArrowUp': () => louder(0.05),
      'Shift ArrowDown': () => louder(-0.05),
      m: () => usePreferences.getState().set({ muted: !usePreferences.getState().muted }),
      l: () => void liking.current(),
      s: () => controls.toggleShuffle(),
      r: () => controls.cycleRepeat(),
      q: () => toggleShell('queue'),
      f: () => controls.current && toggleShell('full'),
      '?': () => toggleShell('shortcuts'),
      '/': find,
    }

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        toggleShell('palette')
        return
      }
      const target = event.target instanceof Element ? event.target : null
      if (event.ctrlKey || event.metaKey || target?.closest(TYPING)) return
      if (event.key === ' ' && target?.closest(PRESSING)) return
      const arrow = event.key.startsWith('Arrow')
      const action =
        actions[arrow && event.shiftKey ? `Shift ${event.key}` : arrow ? event.key : event.key.toLowerCase()]
      // a key that is held down goes on seeking, and turns nothing on and off
      if (!action || (event.repeat && !arrow)) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [controls])
}

import { useSyncExternalStore } from 'react'
import type { Scheme } from './palettes'

function watch(react: () => void): () => void {
  const observer = new MutationObserver(react)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

function shown(): Scheme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'
}

/** Whether the page is dark or light just now. */
export function useScheme(): Scheme {
  return useSyncExternalStore(watch, shown)
}

import { type ComponentType, lazy } from 'react'
import { Problem } from '@/api/problem'

const AGAIN = 3000
const SECURE = 60_000
const RENEWED = 'musicsim.renewed'
const ENTRY = 'script[type="module"][src]'

export interface Surroundings {
  /** The script that the page began with. */
  readonly began: string | null
  /** The script that it would begin with now; null where nobody answers. Raises nothing. */
  begins(): Promise<string | null>
  /** Load the page anew. False where it was only a moment ago: then that does not help. */
  renew(): boolean
}

const THIS_PAGE: Surroundings = {
  get began() {
    return document.querySelector(ENTRY)?.getAttribute('src') ?? null
  },
  async begins() {
    try {
      const answer = await fetch('/', { cache: 'no-store' })
      if (!answer.ok) return null
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      return page.querySelector(ENTRY)?.getAttribute('src') ?? null
    } catch {
      return null
    }
  },
  renew() {
    if (Date.now() - Number(sessionStorage.getItem(RENEWED) ?? 0) < SECURE) return false
    sessionStorage.setItem(RENEWED, String(Date.now()))
    location.reload()
    return true
  },
}

/**
 * A part of the client. Where it is gone since the server has a newer client, the page is loaded anew, once.
 *
 * Raises Problem where nobody answers, so that whoever shows it tries again; else what loading it raised.
 */
export async function part<T>(load: () => Promise<T>, here: Surroundings = THIS_PAGE): Promise<T> {
  try {
    return await load()
  } catch (fault) {
    const now = await here.begins()
    if (now === null) throw new Problem(0, null)
    // the page is on its way out: nothing is shown any more
    if (now !== here.began && here.renew()) return new Promise<never>(() => {})
    throw fault
  }
}

/** The same for what opens on a page that stands: while nobody answers, it is tried again until it is there. */
export async function patientPart<T>(load: () => Promise<T>, here: Surroundings = THIS_PAGE): Promise<T> {
  for (;;) {
    try {
      return await part(load, here)
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      await new Promise((resolve) => setTimeout(resolve, AGAIN))
    }
  }
}

/** A component that is loaded once it is shown. */
export function lazyPart<P>(load: () => Promise<{ default: ComponentType<P> }>) {
  return lazy(() => patientPart(load))
}

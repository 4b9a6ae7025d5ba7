/** Milliseconds that the pointer has to rest, and that it may be away on its way to the hint. */
const REST = 500
const AWAY = 120

/** Pixels between a hint and what it is about, and between it and the window's edge. */
const GAP = 6
const EDGE = 8

interface Size {
  width: number
  height: number
}

/**
 * Tells `show` of which element the hint is wanted: where the pointer rests, or where the keyboard has come to; of none
 * as soon as anything is done. Ends when the function is called that it gives back.
 */
export function watchHints(page: Document, show: (element: HTMLElement | null) => void): () => void {
  /** The element that is waited for or told; undefined while the pointer is on the hint. */
  let wanted: HTMLElement | null | undefined = null
  let timer = 0

  const want = (element: HTMLElement | null, wait = 0) => {
    if (element === wanted) return
    wanted = element
    clearTimeout(timer)
    if (wait) timer = window.setTimeout(() => show(element?.isConnected ? element : null), wait)
    else show(element)
  }
  const over = ({ target, pointerType }: PointerEvent) => {
    if (pointerType === 'touch' || !(target instanceof Element)) return
    if (target.closest('[role=tooltip]')) stay()
    else {
      const hinted = target.closest<HTMLElement>('[data-hint]')
      want(hinted, hinted ? REST : AWAY)
    }
  }
  /** The pointer has come to the hint itself, which may be read as long as it is there. */
  const stay = () => {
    clearTimeout(timer)
    wanted = undefined
  }
  const focused = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && target.matches(':focus-visible'))
      want(target.closest<HTMLElement>('[data-hint]'))
  }
  const nothing = () => want(null)
  const done = () => {
    clearTimeout(timer)
    show(null)
  }

  const all = new AbortController()
  const heard = { capture: true, passive: true, signal: all.signal }
  page.addEventListener('pointerover', over, heard)
  page.addEventListener('focusin', focused, heard)
  page.addEventListener('focusout', nothing, heard)
  for (const deed of ['pointerdown', 'keydown', 'scroll'] as const) page.addEventListener(deed, done, heard)
  return () => {
    clearTimeout(timer)
    all.abort()
  }
}

/** Where a hint stands: above the middle of what it is about, else below it, and whole within the window. */
export function beside(of: DOMRectReadOnly, hint: Size, window: Size): { left: number; top: number } {
  const above = of.top - hint.height - GAP
  const middle = of.left + (of.width - hint.width) / 2
  return {
    left: Math.max(EDGE, Math.min(middle, window.width - hint.width - EDGE)),
    top: above < EDGE ? of.bottom + GAP : above,
  }
}

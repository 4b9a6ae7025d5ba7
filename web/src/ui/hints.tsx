import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { beside, watchHints } from './hint-watch'
import { Key } from './key'

/** Shows what Hint says. One for the whole page, whose rows have hundreds of buttons. */
export function Hints() {
  const [of, setOf] = useState<HTMLElement | null>(null)
  useEffect(() => watchHints(document, setOf), [])
  return of && createPortal(<Bubble of={of} />, document.body)
}

function Bubble({ of }: { of: HTMLElement }) {
  const id = useId()
  const bubble = useRef<HTMLDivElement>(null)
  const { hint, shortcut } = of.dataset

  useLayoutEffect(() => {
    const { current } = bubble
    if (!current) return
    const place = beside(of.getBoundingClientRect(), current.getBoundingClientRect(), {
      width: document.documentElement.clientWidth,
      height: document.documentElement.clientHeight,
    })
    current.style.left = `${place.left}px`
    current.style.top = `${place.top}px`
  }, [of])

  useEffect(() => {
    // a name is not said twice
    if (of.ariaLabel === hint) return
    of.setAttribute('aria-describedby', id)
    return () => of.removeAttribute('aria-describedby')
  }, [of, hint, id])

  return (
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      className="fixed top-0 left-0 z-50 flex w-max max-w-[min(24rem,calc(100vw-1rem))] items-center gap-2 rounded-lg bg-ink px-2.5 py-1.5 text-page text-xs shadow-float"
    >
      {hint}
      {shortcut && <Key inverted>{shortcut}</Key>}
    </div>
  )
}

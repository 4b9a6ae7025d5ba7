import { type MouseEvent, type PointerEvent, useRef } from 'react'

const LONG = 450
const SHAKY = 10

/** Handlers for a list that is chosen from by holding a row; where the list scrolls instead, nothing was held. */
export function useTouchSelection(onHold: (index: number) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const start = useRef({ x: 0, y: 0 })
  const touching = useRef(false)
  const held = useRef(false)
  const cancel = () => clearTimeout(timer.current)

  return {
    onPointerDownCapture: (event: PointerEvent) => {
      cancel()
      held.current = false
      touching.current = event.pointerType === 'touch'
      const row = (event.target as Element).closest<HTMLElement>('[data-index]')
      if (!touching.current || !row) return
      // else the menu under the finger would open
      event.preventDefault()
      start.current = { x: event.clientX, y: event.clientY }
      timer.current = setTimeout(() => {
        held.current = true
        onHold(Number(row.dataset.index))
      }, LONG)
    },
    onPointerMoveCapture: (event: PointerEvent) => {
      if (Math.hypot(event.clientX - start.current.x, event.clientY - start.current.y) > SHAKY) cancel()
    },
    onPointerUpCapture: cancel,
    onPointerCancelCapture: cancel,
    onContextMenuCapture: (event: MouseEvent) => {
      if (touching.current) event.preventDefault()
    },
    onDragStartCapture: (event: MouseEvent) => {
      if (touching.current) event.preventDefault()
    },
    /** The finger that was held leaves, which is no tap. */
    onClickCapture: (event: MouseEvent) => {
      if (!held.current) return
      held.current = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

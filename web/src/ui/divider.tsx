import { useRef } from 'react'
import { type Widths, widthAfter, within } from '@/lib/widths'

interface DividerProps {
  label: string
  /** The id of what is before it, and how wide that is. */
  controls: string
  width: number
  widths: Widths
  onWidth(width: number): void
}

/** The line between two parts, by which the first is made wider or narrower: drawn, or moved by arrow keys. */
export function Divider({ label, controls, width, widths, onWidth }: DividerProps) {
  const drawn = useRef<{ from: number; width: number } | null>(null)
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-controls={controls}
      aria-valuenow={width}
      aria-valuemin={widths.least}
      aria-valuemax={widths.most}
      tabIndex={0}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        drawn.current = { from: event.clientX, width }
      }}
      onPointerMove={(event) => {
        if (drawn.current) onWidth(within(widths, drawn.current.width + event.clientX - drawn.current.from))
      }}
      onLostPointerCapture={() => {
        drawn.current = null
      }}
      onDoubleClick={() => onWidth(widths.usual)}
      onKeyDown={(event) => {
        const next = widthAfter(event.key, width, widths)
        if (next === null) return
        event.preventDefault()
        event.stopPropagation()
        onWidth(next)
      }}
      className="group relative w-4 cursor-col-resize touch-none select-none rounded-full"
    >
      <span
        aria-hidden
        className="absolute inset-y-0 left-1/2 w-px bg-line transition-colors group-hover:w-0.5 group-hover:bg-accent group-focus-visible:bg-accent group-active:bg-accent"
      />
    </div>
  )
}

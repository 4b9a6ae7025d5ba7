import { Slider as Radix } from 'radix-ui'
import { cn } from '@/lib/cn'

interface SliderProps {
  label: string
  value: number
  min?: number
  max?: number
  step?: number
  onChange(value: number): void
  /** Once the hand lets go of another value. */
  onCommit?(value: number): void
  /** Once the hand, or a key, has let go, whether or not it is another value. */
  onRelease?(): void
  /** What is said for a value: "3:07" rather than 187. */
  say?(value: number): string
  className?: string
  /** Fills the range with this colour, such as "bg-timbre". */
  fill?: string
}

export function Slider({
  label,
  value,
  min = 0,
  max = 1,
  step = 0.01,
  onChange,
  onCommit,
  onRelease,
  say,
  className,
  fill,
}: SliderProps) {
  return (
    <Radix.Root
      value={[value]}
      min={min}
      max={max}
      step={step}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      onValueCommit={([next]) => next !== undefined && onCommit?.(next)}
      onLostPointerCapture={onRelease}
      onKeyUp={onRelease}
      onBlur={onRelease}
      className={cn('group relative flex h-5 w-full touch-none select-none items-center', className)}
    >
      <Radix.Track className="relative h-1 grow rounded-full bg-line">
        <Radix.Range className={cn('absolute h-full rounded-full', fill ?? 'bg-ink group-hover:bg-accent')} />
      </Radix.Track>
      <Radix.Thumb
        aria-label={label}
        aria-valuetext={say?.(value)}
        className="block size-3 rounded-full bg-ink opacity-0 shadow transition-opacity focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
      />
    </Radix.Root>
  )
}

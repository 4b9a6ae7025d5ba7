import { Slider as Radix } from 'radix-ui'

interface RangeProps {
  /** Names of the two ends, such as "At least" and "At most". */
  labels: readonly [string, string]
  value: readonly [number, number]
  min: number
  max: number
  step?: number
  onChange(low: number, high: number): void
  say?(value: number): string
}

/** From here to there: a slider with two ends. */
export function Range({ labels, value, min, max, step = 1, onChange, say }: RangeProps) {
  return (
    <Radix.Root
      value={[...value]}
      min={min}
      max={max}
      step={step}
      onValueChange={([low, high]) => low !== undefined && high !== undefined && onChange(low, high)}
      className="relative flex h-6 w-full touch-none select-none items-center"
    >
      <Radix.Track className="relative h-1 grow rounded-full bg-line">
        <Radix.Range className="absolute h-full rounded-full bg-accent" />
      </Radix.Track>
      {labels.map((label, index) => (
        <Radix.Thumb
          key={label}
          aria-label={label}
          aria-valuetext={say?.(value[index] ?? min)}
          className="block size-4 rounded-full border-2 border-accent bg-surface shadow"
        />
      ))}
    </Radix.Root>
  )
}

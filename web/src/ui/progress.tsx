import { Progress as Radix } from 'radix-ui'
import { cn } from '@/lib/cn'

interface ProgressProps {
  label: string
  /** 0 … 1; null while nobody can tell. */
  share: number | null
  /** What is said for it: "12 of 88". */
  say?: string
  className?: string
}

/** How far something has come. */
export function Progress({ label, share, say, className }: ProgressProps) {
  return (
    <Radix.Root
      value={share === null ? null : Math.round(share * 1000)}
      max={1000}
      aria-label={label}
      getValueLabel={() => say ?? `${Math.round((share ?? 0) * 100)} %`}
      className={cn('h-2 overflow-hidden rounded-full bg-line', className)}
    >
      <Radix.Indicator
        className={cn(
          'h-full rounded-full bg-accent transition-[width] duration-700',
          share === null && 'animate-pulse',
        )}
        style={{ width: share === null ? '100%' : `${share * 100}%` }}
      />
    </Radix.Root>
  )
}

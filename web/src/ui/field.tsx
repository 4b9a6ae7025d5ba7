import { type ComponentProps, useId } from 'react'
import { cn } from '@/lib/cn'

interface FieldProps extends ComponentProps<'input'> {
  label: string
  hint?: string
  /** What is wrong with it, and what to do. */
  fault?: string | null
}

const INPUT =
  'h-11 w-full rounded-xl border bg-surface px-3.5 outline-none transition-colors placeholder:text-faint focus-visible:border-accent focus-visible:ring-3 focus-visible:ring-accent/25'

export function Field({ label, hint, fault, className, ...rest }: FieldProps) {
  const id = useId()
  const told = fault ?? hint
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium text-sm text-soft">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={fault ? true : undefined}
        aria-describedby={told ? `${id}-told` : undefined}
        className={cn(INPUT, fault ? 'border-danger' : 'border-line')}
        {...rest}
      />
      {told && (
        <p
          id={`${id}-told`}
          role={fault ? 'alert' : undefined}
          className={cn('mt-1.5 text-sm', fault ? 'text-danger' : 'text-faint')}
        >
          {told}
        </p>
      )}
    </div>
  )
}

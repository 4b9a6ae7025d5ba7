import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import { cn } from '@/lib/cn'

interface SelectProps<Value extends string> {
  label: string
  value: Value
  options: readonly { value: NoInfer<Value>; label: string }[]
  onChange(value: NoInfer<Value>): void
  className?: string
}

/** One out of a few: the system's own list, which every keyboard and every phone knows. */
export function Select<Value extends string>({ label, value, options, onChange, className }: SelectProps<Value>) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium text-sm text-soft">
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value as Value)}
          className={cn(
            'h-11 w-full appearance-none rounded-xl border border-line bg-surface pr-10 pl-3.5 outline-none transition-colors',
            'focus-visible:border-accent focus-visible:ring-3 focus-visible:ring-accent/25',
          )}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          className="pointer-events-none absolute top-1/2 right-3.5 size-4 -translate-y-1/2 text-faint"
          aria-hidden
        />
      </div>
    </div>
  )
}

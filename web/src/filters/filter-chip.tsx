import { ChevronDown, X } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { Popup } from '@/ui/popup'

interface FilterChipProps {
  name: string
  /** What it narrows to; null when it does not. */
  value: string | null
  onClear(): void
  /** The control that hangs from it. */
  children: ReactNode
}

const FACE =
  'inline-flex h-9 min-w-0 items-center gap-1.5 rounded-full border text-sm transition-colors pointer-coarse:h-11'
const OFF = 'border-line text-soft hover:bg-raised hover:text-ink'
const ON = 'border-transparent bg-wash text-accent-strong'

/** One filter: its name or what it is set to, the control below it, and a cross to take it away. */
export function FilterChip({ name, value, onClear, children }: FilterChipProps) {
  const { t } = useTranslation()
  return (
    <div className="inline-flex min-w-0 max-w-full items-stretch max-sm:shrink-0">
      <Popup
        label={name}
        trigger={
          <button
            type="button"
            className={cn(FACE, value === null ? `px-3.5 ${OFF}` : `rounded-r-none border-r-0 pl-3.5 pr-1.5 ${ON}`)}
          >
            {value === null ? (
              <>
                {name}
                <ChevronDown className="size-3.5 text-faint" aria-hidden />
              </>
            ) : (
              <span className="truncate">
                <span className="opacity-75">{name}</span> <span className="font-medium">{value}</span>
              </span>
            )}
          </button>
        }
      >
        {children}
      </Popup>
      {value !== null && (
        <button
          type="button"
          aria-label={t('filter.remove', { name })}
          onClick={onClear}
          className={cn(FACE, ON, 'shrink-0 rounded-l-none border-l-0 pr-3 pl-1.5 hover:text-ink')}
        >
          <X className="size-3.5" aria-hidden />
        </button>
      )}
    </div>
  )
}

/** A filter that is on or off. */
export function ToggleChip({ on, className, ...rest }: ComponentProps<'button'> & { on: boolean }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      className={cn(FACE, 'shrink-0 px-3.5', on ? `font-medium ${ON}` : OFF, className)}
      {...rest}
    />
  )
}

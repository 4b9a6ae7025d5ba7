import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** A key of the keyboard. */
export function Key({ children, inverted = false }: { children: ReactNode; inverted?: boolean }) {
  return (
    <kbd
      className={cn(
        'rounded-md border px-1.5 py-0.5 font-medium font-sans text-[0.6875rem] leading-none',
        inverted ? 'border-page/30 text-page/80' : 'border-line bg-raised text-soft',
      )}
    >
      {children}
    </kbd>
  )
}

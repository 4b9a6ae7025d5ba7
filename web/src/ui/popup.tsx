import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface PopupProps {
  /** What it is, for whoever cannot see it. */
  label: string
  /** The button that opens it. */
  trigger: ReactNode
  children: ReactNode
  className?: string
  align?: 'start' | 'center' | 'end'
}

/** A small window that hangs from a button; Escape and a click beside it close it. */
export function Popup({ label, trigger, children, className, align = 'start' }: PopupProps) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align={align}
          sideOffset={8}
          collisionPadding={12}
          className={cn(
            'z-50 max-h-(--radix-popover-content-available-height) w-[min(20rem,calc(100vw-1.5rem))] overflow-y-auto rounded-2xl border border-line bg-surface p-5 shadow-float outline-none',
            className,
          )}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

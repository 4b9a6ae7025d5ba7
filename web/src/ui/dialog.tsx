import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { IconButton } from './button'
import { focusWindow } from './focus-window'

interface DialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  title: string
  description?: string
  children: ReactNode
  className?: string
}

/** A window above the page; Escape and a click beside it close it. */
export function Dialog({ open, onOpenChange, title, description, children, className }: DialogProps) {
  const { t } = useTranslation()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/50 backdrop-blur-[2px]" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusWindow}
          className={cn(
            'fixed top-1/2 left-1/2 z-40 max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-3xl border border-line bg-surface p-6 shadow-float outline-none',
            className,
          )}
        >
          <div className="mb-4 pr-10">
            <Radix.Title className="font-semibold text-lg tracking-tight">{title}</Radix.Title>
            {description && <Radix.Description className="mt-1 text-faint text-sm">{description}</Radix.Description>}
          </div>
          {children}
          {/* comes last, so that what the window is about has the focus first */}
          <Radix.Close asChild>
            <IconButton label={t('action.close')} size="sm" className="absolute top-5 right-4">
              <X className="size-4" aria-hidden />
            </IconButton>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

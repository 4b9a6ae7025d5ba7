import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface SectionProps {
  title: string
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}

/** A part of a page that is about one thing. */
export function Section({ title, note, actions, children, className }: SectionProps) {
  return (
    <section className={cn('min-w-0 rounded-3xl border border-line bg-surface p-5 sm:p-6', className)}>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="font-semibold text-lg tracking-tight">{title}</h2>
          {note && <p className="mt-0.5 text-faint text-sm">{note}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

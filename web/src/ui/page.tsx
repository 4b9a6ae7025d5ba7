import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { Title } from './title'

interface PageProps {
  title: string
  note?: ReactNode
  /** Buttons beside the title. */
  actions?: ReactNode
  children: ReactNode
  className?: string
}

/** The frame of a page: its title, what one can do here, and what is in it. */
export function Page({ title, note, actions, children, className }: PageProps) {
  return (
    <div className={cn('mx-auto w-full max-w-[90rem] px-4 pt-2 pb-16 sm:px-6', className)}>
      <Title>{title}</Title>
      <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl">{title}</h1>
          {note && <p className="mt-1 text-faint">{note}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  )
}

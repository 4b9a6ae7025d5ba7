import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** Figures in a row. */
export function Tiles({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-3xl border border-line bg-line sm:grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))]">
      {children}
    </dl>
  )
}

interface TileProps {
  label: string
  figure: string
  tone?: 'accent' | 'danger'
}

export function Tile({ label, figure, tone }: TileProps) {
  return (
    <div className="flex flex-col bg-surface px-5 py-4 last:odd:col-span-2 sm:last:odd:col-span-1">
      <dt className="text-faint text-sm">{label}</dt>
      <dd
        className={cn(
          'tabular mt-0.5 font-semibold text-2xl tracking-tight',
          tone === 'accent' && 'text-accent',
          tone === 'danger' && 'text-danger',
        )}
      >
        {figure}
      </dd>
    </div>
  )
}

import type { ReactNode } from 'react'
import { Skeleton } from './states'

/** Things below one another, a line between them. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="-my-1 divide-y divide-line">
      {children}
    </ul>
  )
}

interface RowProps {
  title: ReactNode
  note?: ReactNode
  /** Words beside the title. */
  badges?: ReactNode
  /** What one can do with it, at its end. */
  actions?: ReactNode
}

export function Row({ title, note, badges, actions }: RowProps) {
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-52">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 break-words font-medium">{title}</span>
          {badges}
        </div>
        {note && <p className="mt-0.5 break-words text-faint text-sm">{note}</p>}
      </div>
      {actions && <div className="ml-auto flex shrink-0 items-center gap-1">{actions}</div>}
    </li>
  )
}

export function RowsSkeleton({ count = 3 }: { count?: number }) {
  return (
    <div className="-my-1 divide-y divide-line">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={index} className="flex min-h-14 flex-col justify-center gap-2 py-2.5">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-3.5 w-72 max-w-full" />
        </div>
      ))}
    </div>
  )
}

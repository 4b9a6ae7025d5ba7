import type { ReactNode } from 'react'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { Skeleton } from '@/ui/states'
import { Title } from '@/ui/title'

interface HeroProps {
  kind: string
  title: string
  picture: ReactNode
  /** Facts, side by side. */
  children: ReactNode
  actions: ReactNode
  description?: ReactNode
  /** The title as it is shown, where that is more than words. */
  heading?: ReactNode
}

/** The top of a page about one thing: its picture, its name, what can be done with it. */
export function Hero({ kind, title, picture, children, actions, description, heading }: HeroProps) {
  return (
    <div className="flex flex-col gap-6 pt-2 pb-8 sm:flex-row sm:items-end sm:gap-8">
      <Title>{title}</Title>
      <div className="size-44 shrink-0 sm:size-56">{picture}</div>
      <div className="min-w-0 flex-1">
        <p className="font-semibold text-faint text-xs uppercase tracking-wider">{kind}</p>
        <h1 className="mt-1 text-balance font-bold text-3xl tracking-tight sm:text-5xl">{heading ?? title}</h1>
        {description && <div className="mt-3 max-w-prose text-soft">{description}</div>}
        {/* each has its dot before it; those that a line begins with are cut off */}
        <div className="-mx-1 mt-2 overflow-hidden px-1 py-1">
          <p className="-ml-6 flex flex-wrap gap-y-1 text-faint [&>*]:relative [&>*]:pl-6 [&>*]:before:absolute [&>*]:before:left-2.5 [&>*]:before:content-['·']">
            {children}
          </p>
        </div>
        <div className="mt-6 flex flex-wrap gap-3">{actions}</div>
      </div>
    </div>
  )
}

/** The shape of such a page, which is on its way. */
export function HeroSkeleton() {
  return (
    <div className="mx-auto max-w-[90rem] px-4 sm:px-6" aria-busy>
      <div className="flex flex-col gap-6 pt-2 pb-8 sm:flex-row sm:items-end sm:gap-8">
        <Skeleton className="size-44 shrink-0 rounded-2xl sm:size-56" />
        <div className="flex-1 space-y-4">
          <Skeleton className="h-10 w-2/5" />
          <Skeleton className="h-4 w-1/4" />
          <Skeleton className="h-12 w-32 rounded-full" />
        </div>
      </div>
      <TrackTableSkeleton />
    </div>
  )
}

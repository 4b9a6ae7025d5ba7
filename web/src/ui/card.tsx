import { Link, type LinkProps } from '@tanstack/react-router'
import { Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { Skeleton } from './states'

interface CardProps {
  link: LinkProps
  title: string
  note?: ReactNode
  picture: ReactNode
  onPlay?: () => void
  round?: boolean
  /** Whether the tab key comes here; in a grid that is walked by arrows, only one card is. */
  reachable?: boolean
}

/** Something with a picture, in a grid or a row. */
export function Card({ link, title, note, picture, onPlay, round = false, reachable = true }: CardProps) {
  const { t } = useTranslation()
  const tabIndex = reachable ? undefined : -1
  return (
    <div className="group relative min-w-0">
      <Link {...link} tabIndex={tabIndex} className="block rounded-2xl outline-offset-4">
        <div className={cn('overflow-hidden bg-raised', round ? 'rounded-full' : 'rounded-2xl')}>{picture}</div>
        <p className={cn('mt-2.5 truncate font-medium', round && 'text-center')}>{title}</p>
        {note && <p className={cn('truncate text-faint text-sm', round && 'text-center')}>{note}</p>}
      </Link>
      {onPlay && (
        <div className="pointer-events-none absolute inset-x-0 top-0 aspect-square">
          <button
            type="button"
            tabIndex={tabIndex}
            aria-label={t('label.of', { what: t('action.play'), name: title })}
            onClick={onPlay}
            className="pointer-events-auto absolute right-3 bottom-3 grid size-11 translate-y-1 place-items-center rounded-full bg-accent text-on-accent opacity-0 shadow-float transition focus-visible:translate-y-0 focus-visible:opacity-100 group-hover:translate-y-0 group-hover:opacity-100 pointer-coarse:hidden"
          >
            <Play className="size-5 translate-x-px fill-current" aria-hidden />
          </button>
        </div>
      )}
    </div>
  )
}

/** As wide and as high as any card is. */
export function CardShape() {
  return (
    <div>
      <div className="aspect-square" />
      <p className="mt-2.5">&nbsp;</p>
      <p className="text-sm">&nbsp;</p>
    </div>
  )
}

/** Of how many columns a grid of cards is. */
export const GRID = 'grid grid-cols-[repeat(auto-fill,minmax(min(9.5rem,42vw),1fr))] gap-x-5 gap-y-7'

export function Grid({ children }: { children: ReactNode }) {
  return <div className={GRID}>{children}</div>
}

function CardSkeleton({ round }: { round: boolean }) {
  return (
    <div>
      <Skeleton className={cn('aspect-square', round ? 'rounded-full' : 'rounded-2xl')} />
      <Skeleton className="mt-3.5 h-3.5 w-3/4" />
      <Skeleton className="mt-2.5 mb-0.5 h-3 w-1/2" />
    </div>
  )
}

export function GridSkeleton({ round = false, count = 18 }: { round?: boolean; count?: number }) {
  return (
    <Grid>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <CardSkeleton key={index} round={round} />
      ))}
    </Grid>
  )
}

export function ShelfSkeleton() {
  return (
    <div aria-busy>
      <Skeleton className="mb-4 h-7 w-56" />
      <div className="grid auto-cols-[min(10.5rem,40vw)] grid-flow-col gap-5 overflow-hidden">
        {Array.from({ length: 8 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
          <CardSkeleton key={index} round={false} />
        ))}
      </div>
    </div>
  )
}

/** A row of cards that is walked sideways. */
export function Shelf({ title, more, children }: { title: string; more?: LinkProps; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <section className="mb-12">
      <div className="mb-4 flex items-baseline justify-between gap-4">
        <h2 className="font-semibold text-xl tracking-tight">{title}</h2>
        {more && (
          <Link {...more} className="text-faint text-sm hover:text-ink hover:underline">
            {t('action.seeAll')}
          </Link>
        )}
      </div>
      <div className="-mx-4 grid auto-cols-[min(10.5rem,40vw)] grid-flow-col gap-5 overflow-x-auto px-4 pb-3 [scrollbar-width:thin] sm:-mx-6 sm:px-6">
        {children}
      </div>
    </section>
  )
}

import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import type { Order } from './orders'

export interface Sorting {
  order: Order
  reverse: boolean
  /** The same order again turns it round. */
  onSort(order: Order, reverse: boolean): void
}

/** What the columns are, and the order by each; stays in sight while the rows pass below. */
export function TableHead({ sorting }: { sorting: Sorting }) {
  const { t } = useTranslation()
  const by = (order: Order, name: string) => <SortButton order={order} name={name} sorting={sorting} />
  return (
    <div
      role="row"
      className="sticky top-0 z-10 hidden h-10 items-center gap-3 border-line border-b bg-page px-3 text-faint text-xs lg:flex"
    >
      <span role="columnheader" className="w-10 shrink-0">
        <span className="sr-only">{t('action.play')}</span>
      </span>
      <Column sorting={sorting} orders={['title', 'artist']} className="flex flex-[3] gap-4">
        {by('title', t('track.title'))}
        {by('artist', t('track.artist'))}
      </Column>
      <Column sorting={sorting} orders={['album']} className="flex-[2]">
        {by('album', t('track.album'))}
      </Column>
      <Column sorting={sorting} orders={['year']} className="hidden w-12 justify-end xl:flex">
        {by('year', t('track.year'))}
      </Column>
      <Column sorting={sorting} orders={['bpm']} className="flex w-12 justify-end">
        {by('bpm', t('track.bpm'))}
      </Column>
      <Column sorting={sorting} orders={['camelot']} className="w-16 pl-3">
        {by('camelot', t('track.key'))}
      </Column>
      <span role="columnheader" className="w-8">
        <span className="sr-only">{t('track.favour')}</span>
      </span>
      <Column sorting={sorting} orders={['duration']} className="flex w-12 justify-end">
        {by('duration', t('track.duration'))}
      </Column>
      <span role="columnheader" className="w-8">
        <span className="sr-only">{t('action.more')}</span>
      </span>
    </div>
  )
}

interface ColumnProps {
  sorting: Sorting
  orders: Order[]
  className: string
  children: ReactNode
}

function Column({ sorting, orders, className, children }: ColumnProps) {
  const sorted = orders.includes(sorting.order)
  return (
    <span
      role="columnheader"
      aria-sort={sorted ? (sorting.reverse ? 'descending' : 'ascending') : 'none'}
      className={cn('min-w-0', className)}
    >
      {children}
    </span>
  )
}

interface SortButtonProps {
  order: Order
  name: string
  sorting: Sorting
}

function SortButton({ order, name, sorting }: SortButtonProps) {
  const on = sorting.order === order
  const Arrow = sorting.reverse ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      onClick={() => sorting.onSort(order, on && !sorting.reverse)}
      className={cn(
        'inline-flex h-8 min-w-0 items-center gap-1 rounded-md font-medium hover:text-ink',
        on && 'text-accent-strong',
      )}
    >
      <span className="truncate">{name}</span>
      {on && <Arrow className="size-3 shrink-0" aria-hidden />}
    </button>
  )
}

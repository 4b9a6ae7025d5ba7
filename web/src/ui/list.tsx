import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { Fault } from './states'

interface ListProps<T> {
  query: Pick<
    UseInfiniteQueryResult<{ pages: { items: T[] }[] }>,
    'data' | 'isPending' | 'isError' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >
  skeleton?: ReactNode
  empty: ReactNode
  /** All that was read so far, what asks for more, and whether there is more. */
  children(items: T[], more: (() => void) | undefined, hasMore: boolean): ReactNode
}

/** A list in one of its four states: on its way, failed, empty, there. */
export function List<T>({ query, skeleton, empty, children }: ListProps<T>) {
  if (query.isPending) return skeleton ?? <TrackTableSkeleton rows={12} />
  if (query.isError && !query.data) return <Fault error={query.error} retry={query.refetch} />
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0 && !query.hasNextPage) return empty
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined
  return children(items, more, query.hasNextPage)
}

/** Asks for more once it comes near the screen. */
export function NearEnd({ more }: { more?: () => void }) {
  const mark = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!mark.current || !more) return
    const watch = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && more(), {
      rootMargin: '800px',
    })
    watch.observe(mark.current)
    return () => watch.disconnect()
  }, [more])
  return <div ref={mark} aria-hidden className="h-px" />
}

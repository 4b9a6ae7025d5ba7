import { Skeleton } from '@/ui/states'

/** The shape of a list that is on its way. */
export function TrackTableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div className="space-y-4 px-3 pt-2" aria-busy>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={index} className="flex items-center gap-3">
          <Skeleton className="size-10" />
          <div className="flex-1 space-y-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  )
}

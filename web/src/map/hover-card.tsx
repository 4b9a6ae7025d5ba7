import { useQuery } from '@tanstack/react-query'
import { AudioLines } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { trackQuery } from '@/api/tracks'
import { usePreview } from '@/player/preview'
import { Cover } from '@/ui/cover'
import { Skeleton } from '@/ui/states'

/** What the pointer is on: its cover and name, while its highlight is heard. */
export function HoverCard({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data: track } = useQuery(trackQuery(id))
  const heard = usePreview((preview) => preview.track === id && preview.heard)
  return (
    <div className="pointer-events-none absolute top-4 left-4 flex w-64 items-center gap-3 rounded-2xl border border-line bg-surface p-2 pr-3 shadow-float group-data-[left=true]/hung:right-4 group-data-[up=true]/hung:bottom-4 group-data-[left=true]/hung:left-auto group-data-[up=true]/hung:top-auto">
      <Cover
        kind="tracks"
        id={id}
        size={128}
        name={track?.album || track?.title || id}
        className="size-14 rounded-xl"
        eager
      />
      <div className="min-w-0 flex-1">
        {track ? (
          <>
            <p className="truncate font-medium">{track.title}</p>
            <p className="truncate text-faint text-sm">{track.artist || t('track.unknownArtist')}</p>
          </>
        ) : (
          <>
            <Skeleton className="h-4 w-32" />
            <Skeleton className="mt-2 h-3 w-20" />
          </>
        )}
      </div>
      {heard && <AudioLines className="size-5 animate-pulse text-accent" aria-hidden />}
    </div>
  )
}

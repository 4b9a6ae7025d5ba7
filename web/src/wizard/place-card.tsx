import { CircleCheck, Cloud, FolderOpen, Lock, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import { count } from '@/lib/format'
import { Skeleton } from '@/ui/states'

type Place = Schemas['LibraryPlace']

/** Where the music is, and whether it can be read. */
export function PlaceCard({ place }: { place: Place }) {
  const { t } = useTranslation()
  const Icon = place.kind === 'bucket' ? Cloud : FolderOpen
  return (
    <div className="rounded-2xl border border-line bg-raised/50 p-4">
      <div className="flex items-center gap-4">
        <div className="grid size-11 shrink-0 place-items-center rounded-2xl bg-wash text-accent">
          <Icon className="size-5" aria-hidden />
        </div>
        <div className="min-w-0 flex-1">
          <p className="text-faint text-sm">{t(place.kind === 'bucket' ? 'wizard.bucket' : 'wizard.folder')}</p>
          <p className="break-all font-mono text-[0.9375rem]">{place.location}</p>
        </div>
      </div>
      <div className="mt-3 border-line border-t pt-3 text-sm">
        <Seen place={place} />
        {place.fixed && (
          <p className="mt-1.5 flex items-start gap-2 text-faint">
            <Lock className="mt-0.5 size-4 shrink-0" aria-hidden />
            {t('wizard.fixed')}
          </p>
        )}
      </div>
    </div>
  )
}

function Seen({ place }: { place: Place }) {
  const { t } = useTranslation()
  if (place.problem)
    return (
      <p role="alert" className="flex items-start gap-2 text-danger">
        <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        {place.problem}
      </p>
    )
  if (place.files === 0 && !place.more)
    return (
      <p className="flex items-start gap-2 text-soft">
        <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        {t('wizard.noFiles')}
      </p>
    )
  return (
    <p className="flex items-start gap-2 text-good">
      <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden />
      {place.more
        ? t('wizard.moreFiles', { shown: count(place.files) })
        : t('wizard.readable', { count: place.files, shown: count(place.files) })}
    </p>
  )
}

export function PlaceSkeleton() {
  return <Skeleton className="h-[8.125rem] rounded-2xl" />
}

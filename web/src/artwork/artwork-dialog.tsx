import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { artworkQuery, type Pictured } from '@/api/artwork'
import { meQuery } from '@/api/session'
import { picturesChanged } from '@/lib/picture-version'
import { Cover } from '@/ui/cover'
import { Dialog } from '@/ui/dialog'
import { Fault, Skeleton } from '@/ui/states'
import { ArtworkActions } from './artwork-actions'
import { KeptPictures } from './kept-pictures'
import { Origin } from './origin'
import { Search } from './search'

interface ArtworkDialogProps {
  of: Pictured
  name: string
  onClose(): void
}

/** Where a picture comes from, what else there is, and what admins may do about it. */
export default function ArtworkDialog({ of, name, onClose }: ArtworkDialogProps) {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const query = useQuery(artworkQuery(of))
  const details = query.data
  const shown = details?.shown?.version
  const before = useRef(shown)
  useEffect(() => {
    if (before.current !== undefined && before.current !== shown) picturesChanged()
    before.current = shown
  }, [shown])
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('artwork.title')}
      description={details && t(details.album_id ? 'artwork.ofAlbum' : 'artwork.ofTrack')}
      className="w-[min(44rem,calc(100vw-2rem))]"
    >
      {query.isError && !details ? (
        <Fault error={query.error} retry={query.refetch} />
      ) : (
        <div className="grid gap-6 sm:grid-cols-[15rem_minmax(0,1fr)]">
          <Cover {...of} size={512} name={name} className="aspect-square w-full rounded-2xl max-sm:max-w-60" eager />
          <div className="min-w-0 space-y-5" aria-live="polite">
            {details ? (
              <>
                <Origin details={details} />
                <Search job={details.job} />
                {me?.role === 'admin' && <ArtworkActions of={of} details={details} />}
              </>
            ) : (
              <Skeleton className="h-40" />
            )}
          </div>
          {details && details.pictures.length > 0 && (
            <KeptPictures of={of} details={details} changing={me?.role === 'admin'} />
          )}
        </div>
      )}
    </Dialog>
  )
}

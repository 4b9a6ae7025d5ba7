import { useTranslation } from 'react-i18next'
import { type ArtworkDetails, type Pictured, useArtworkChanges } from '@/api/artwork'
import { dayAndTime } from '@/lib/format'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'

interface KeptPicturesProps {
  of: Pictured
  details: ArtworkDetails
  /** Whether one may show another of them. */
  changing: boolean
}

/** All pictures that were made or uploaded, the latest first: each can be shown again. */
export function KeptPictures({ of, details, changing }: KeptPicturesProps) {
  const { t } = useTranslation()
  const { restore } = useArtworkChanges(of)
  return (
    <section aria-labelledby="kept-pictures" className="sm:col-span-2">
      <h3 id="kept-pictures" className="mb-1 font-medium text-sm text-soft">
        {t('artwork.kept')}
      </h3>
      <ul className="divide-y divide-line">
        {details.pictures.map((picture) => {
          const shown = picture.version === details.shown?.version
          return (
            <li key={picture.id} className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 py-2 text-sm">
              <div className="min-w-0 flex-1 basis-48">
                <p className="flex flex-wrap items-center gap-2">
                  {t(`artwork.source.${picture.source}`)}
                  {shown && <Badge tone="accent">{t('artwork.shownNow')}</Badge>}
                  {picture.rejected_at && <Badge>{t('artwork.wasRejected')}</Badge>}
                </p>
                <p className="text-faint">
                  {[picture.model || picture.generator, dayAndTime(picture.made_at)].filter(Boolean).join(' · ')}
                </p>
                {picture.prompt && <p className="mt-1 text-faint text-xs">{picture.prompt}</p>}
              </div>
              {changing && !shown && (
                <Button
                  size="sm"
                  disabled={restore.isPending}
                  onClick={() => restore.mutate(picture.id)}
                  className="pointer-coarse:h-11"
                >
                  {t('artwork.restore')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {restore.isError && (
        <p role="alert" className="mt-2 text-danger text-sm">
          {restore.error.message}
        </p>
      )}
    </section>
  )
}

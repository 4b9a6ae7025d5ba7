import { LoaderCircle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ArtworkDetails } from '@/api/artwork'
import { dayAndTime } from '@/lib/format'

/** How the search for a picture stands, where it has not simply found one. */
export function Search({ job }: { job: ArtworkDetails['job'] }) {
  const { t } = useTranslation()
  if (!job || job.state === 'found') return null
  if (job.state === 'waiting')
    return (
      <p role="status" className="flex items-center gap-2 text-sm text-soft">
        <LoaderCircle className="size-4 animate-spin" aria-hidden />
        {t('artwork.waiting')}
      </p>
    )
  return (
    <div className="text-sm">
      <p>{t(`artwork.${job.state}`)}</p>
      <ul aria-label={t('artwork.tried')} className="mt-2 space-y-1 text-faint">
        {job.tried.map((one) => (
          <li key={one.source}>
            <span className="text-soft">{one.source}</span>: {one.detail || t(`artwork.outcome.${one.outcome}`)}
          </li>
        ))}
      </ul>
      {job.next_try && <p className="mt-2 text-faint">{t('artwork.nextTry', { when: dayAndTime(job.next_try) })}</p>}
    </div>
  )
}

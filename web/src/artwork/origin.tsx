import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArtworkDetails } from '@/api/artwork'
import { count, dayAndTime } from '@/lib/format'

/** Where the picture that is shown comes from; of one that was made: who made it, and what they were told. */
export function Origin({ details }: { details: ArtworkDetails }) {
  const { t } = useTranslation()
  const found = details.job?.tried.find((one) => one.outcome === 'found')
  const { shown } = details
  const source = shown?.source ?? (found?.detail.startsWith('folder') ? 'folder' : 'tags')
  const origin = shown?.origin || found?.detail.replace(/^\w+: /, '')
  const made = details.pictures.find((picture) => picture.version === shown?.version)
  if (!shown && !found)
    return (
      <div>
        <p className="font-medium">{t('artwork.none')}</p>
        <p className="mt-1 text-faint text-sm">{t('artwork.noneHint')}</p>
      </div>
    )
  return (
    <dl className="space-y-3 text-sm">
      <Line name={t('artwork.from')}>{t(`artwork.source.${source}`)}</Line>
      {origin && !made && <Line name={t('artwork.file')}>{origin}</Line>}
      {made?.generator && <Line name={t('artwork.by')}>{made.generator}</Line>}
      {made?.model && <Line name={t('artwork.model')}>{made.model}</Line>}
      {made?.prompt && <Line name={t('artwork.prompt')}>{made.prompt}</Line>}
      {made && made.cost > 0 && <Line name={t('artwork.cost')}>{count(made.cost)}</Line>}
      <Line name={t('artwork.since')}>{dayAndTime(shown?.since ?? found?.at ?? '')}</Line>
    </dl>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-3">
      <dt className="text-faint">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  )
}

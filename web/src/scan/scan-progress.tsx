import { CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LibraryStatus } from '@/api/operating'
import { count, span } from '@/lib/format'
import { Progress } from '@/ui/progress'
import { Failures } from './failures'
import { courseOf } from './progress'

/** How far a scan and the listening after it have come, as it happens. */
export function ScanProgress({ status }: { status: LibraryStatus }) {
  const { t } = useTranslation()
  const { reading, listening, failed, finished } = courseOf(status)
  const rest = !finished && listening.eta !== null && listening.all > 0 ? span(listening.eta) : null
  return (
    <div className="space-y-6">
      <Step
        title={t('wizard.reading')}
        figures={
          reading.all > 0 && reading.running
            ? t('wizard.of', { done: count(reading.done), all: count(reading.all) })
            : t('wizard.files', { count: reading.listed, shown: count(reading.listed) })
        }
        share={reading.share}
      />
      <Step
        title={t('wizard.listening')}
        figures={t('wizard.of', { done: count(listening.done), all: count(listening.all) })}
        share={listening.share}
      >
        <p className="tabular min-h-6 text-faint text-sm">
          {finished ? (
            <span className="inline-flex items-center gap-1.5 text-good">
              <CircleCheck className="size-4" aria-hidden />
              {t('wizard.allHeard')}
            </span>
          ) : (
            [
              listening.perMinute > 0 && t('wizard.rate', { count: Math.round(listening.perMinute) }),
              rest && t('wizard.left', { time: rest }),
            ]
              .filter(Boolean)
              .join(' · ') || t('wizard.starting')
          )}
        </p>
      </Step>
      {failed > 0 && <Failures failed={status.counts.failed} />}
      <p aria-live="polite" className="sr-only">
        {finished ? t('wizard.allHeard') : ''}
      </p>
    </div>
  )
}

interface StepProps {
  title: string
  figures: string
  share: number | null
  children?: ReactNode
}

function Step({ title, figures, share, children }: StepProps) {
  return (
    <div>
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h3 className="font-medium">{title}</h3>
        <span className="tabular text-faint text-sm">{figures}</span>
      </div>
      <Progress label={title} share={share} say={figures} />
      {children && <div className="mt-2">{children}</div>}
    </div>
  )
}

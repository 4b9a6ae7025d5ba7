import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FailureReason, LibraryStatus } from '@/api/operating'
import { count } from '@/lib/format'
import { reasonsOf } from './progress'

/** How many files could not be listened to, and why. */
export function Failures({ failed }: { failed: LibraryStatus['counts']['failed'] }) {
  const { t } = useTranslation()
  const reasons = reasonsOf(failed)
  const all = reasons.reduce((sum, each) => sum + each.count, 0)
  return (
    <div className="rounded-2xl bg-danger/8 px-4 py-3.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="flex items-center gap-2 font-medium">
          <TriangleAlert className="size-4 text-danger" aria-hidden />
          {t('wizard.failed', { count: all, shown: count(all) })}
        </p>
        <Link
          to="/admin"
          search={{ tab: 'unreadable' }}
          className="flex min-h-8 items-center text-sm underline underline-offset-4"
        >
          {t('wizard.which')}
        </Link>
      </div>
      <ul className="mt-1.5 flex flex-wrap gap-x-5 gap-y-0.5 text-sm text-soft">
        {reasons.map((each) => (
          <li key={each.reason}>
            {t(`wizard.reason.${each.reason as FailureReason}`)}{' '}
            <span className="tabular font-medium text-ink">{count(each.count)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

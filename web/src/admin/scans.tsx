import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { scansQuery, statusQuery, useScan } from '@/api/operating'
import { lazyPart } from '@/lib/part'
import { courseOf } from '@/scan/progress'
import { ScanProgress } from '@/scan/scan-progress'
import { Button } from '@/ui/button'
import { Rows, RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { Fault, Skeleton } from '@/ui/states'
import { Switch } from '@/ui/switch'
import { toast } from '@/ui/toast'
import { ScanRow } from './scan-row'
import { usePace } from './use-pace'

const PaceChart = lazyPart(() => import('./pace-chart'))

/** Scans: to start one, to watch it, and what the last ones found. */
export default function Scans() {
  const { t } = useTranslation()
  const status = useQuery(statusQuery)
  const scans = useQuery(scansQuery)
  const scan = useScan()
  const [retry, setRetry] = useState(false)
  const pace = usePace()
  const running = status.data?.scan?.status === 'running'
  const start = (accept_empty: boolean) => scan.mutate({ retry_failed: retry, accept_empty }, { onError: toast.fault })
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Section
        title={t('admin.scanNow')}
        note={t('admin.scanNote')}
        actions={
          <Button look="solid" disabled={running || scan.isPending} onClick={() => start(false)}>
            <RefreshCw className={running ? 'size-4 animate-spin' : 'size-4'} aria-hidden />
            {t(running ? 'admin.scanning' : 'admin.scan')}
          </Button>
        }
      >
        <div className="mb-6">
          <Switch label={t('admin.retryFailed')} hint={t('admin.retryHint')} checked={retry} onChange={setRetry} />
        </div>
        {status.isPending ? (
          <Skeleton className="h-32" />
        ) : status.isError && !status.data ? (
          <Fault error={status.error} retry={status.refetch} />
        ) : (
          <ScanProgress status={status.data} />
        )}
        {status.data && !courseOf(status.data).finished && pace.length > 2 && (
          <div className="mt-6">
            <Suspense fallback={<Skeleton className="h-40" />}>
              <PaceChart points={pace} label={t('admin.pace')} />
            </Suspense>
          </div>
        )}
      </Section>
      <Section title={t('admin.lastScans')}>
        {scans.isPending ? (
          <RowsSkeleton count={4} />
        ) : scans.isError ? (
          <Fault error={scans.error} retry={scans.refetch} />
        ) : scans.data.items.length === 0 ? (
          <p className="text-faint">{t('admin.noScans')}</p>
        ) : (
          <Rows label={t('admin.lastScans')}>
            {scans.data.items.map((one, index) => (
              <ScanRow
                key={one.id}
                scan={index === 0 && status.data?.scan?.id === one.id ? status.data.scan : one}
                onBelieve={index === 0 && one.error.includes('accept_empty') ? () => start(true) : undefined}
              />
            ))}
          </Rows>
        )}
      </Section>
    </div>
  )
}

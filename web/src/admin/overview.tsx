import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type LibraryStatus, statusQuery, systemQuery, useScan } from '@/api/operating'
import { count } from '@/lib/format'
import { courseOf } from '@/scan/progress'
import { Button } from '@/ui/button'
import { RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { Fault, Skeleton } from '@/ui/states'
import { toast } from '@/ui/toast'
import { LibraryPlace } from '@/wizard/library-place'
import { Findings } from './findings'
import { Tile, Tiles } from './tiles'

/** The whole at a glance: tracks, services, versions. */
export default function Overview() {
  const { t } = useTranslation()
  const status = useQuery(statusQuery)
  const system = useQuery(systemQuery)
  const scan = useScan()
  const look = () => scan.mutate({}, { onSuccess: () => toast.done(t('admin.scanStarted')), onError: toast.fault })
  return (
    <div className="grid gap-5">
      {status.isError && !status.data ? (
        <Fault error={status.error} retry={status.refetch} />
      ) : status.data ? (
        <Figures status={status.data} />
      ) : (
        <Skeleton className="h-[6.25rem] rounded-3xl" />
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[3fr_2fr]">
        <Section
          title={t('admin.services')}
          note={t('admin.servicesNote')}
          actions={
            <Button size="sm" disabled={system.isFetching} onClick={() => void system.refetch()}>
              <RotateCw className={system.isFetching ? 'size-4 animate-spin' : 'size-4'} aria-hidden />
              {t('wizard.lookAgain')}
            </Button>
          }
        >
          {system.isPending ? (
            <RowsSkeleton count={5} />
          ) : system.isError ? (
            <Fault error={system.error} retry={system.refetch} />
          ) : (
            <Findings findings={system.data.findings} />
          )}
        </Section>
        <div className="grid gap-5">
          <Section title={t('admin.place')}>
            <LibraryPlace onChosen={look} />
          </Section>
          <Section title={t('admin.versions')}>
            {system.data ? (
              <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
                <dt className="text-faint">musicsim</dt>
                <dd className="tabular">{system.data.version}</dd>
                <dt className="text-faint">Python</dt>
                <dd className="tabular">{system.data.python}</dd>
              </dl>
            ) : (
              <Skeleton className="h-[3.375rem]" />
            )}
          </Section>
        </div>
      </div>
    </div>
  )
}

function Figures({ status }: { status: LibraryStatus }) {
  const { t } = useTranslation()
  const { counts } = status
  const { failed } = courseOf(status)
  return (
    <Tiles>
      <Tile label={t('admin.tracks')} figure={count(counts.present)} />
      <Tile label={t('admin.analysed')} figure={count(counts.analysed + counts.silent)} />
      <Tile label={t('admin.pending')} figure={count(counts.pending)} tone={counts.pending ? 'accent' : undefined} />
      <Tile label={t('admin.failed')} figure={count(failed)} tone={failed ? 'danger' : undefined} />
      <Tile label={t('admin.missing')} figure={count(counts.missing)} />
    </Tiles>
  )
}

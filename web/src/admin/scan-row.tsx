import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Scan, scanQuery } from '@/api/operating'
import { count, dayAndTime, span } from '@/lib/format'
import { Badge, type Tone } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Row, Rows, RowsSkeleton } from '@/ui/rows'
import { Fault } from '@/ui/states'

const TONES: Record<Scan['status'], Tone> = {
  running: 'accent',
  finished: 'good',
  failed: 'danger',
  interrupted: 'plain',
}
const CHANGES = ['added', 'changed', 'moved', 'restored', 'missing'] as const

interface ScanRowProps {
  scan: Scan
  /** Scans again, and believes that the library is empty. */
  onBelieve?: () => void
}

/** What a scan found. */
export function ScanRow({ scan, onBelieve }: ScanRowProps) {
  const { t } = useTranslation()
  const [showing, setShowing] = useState(false)
  const took = scan.finished_at
    ? span((new Date(scan.finished_at).getTime() - new Date(scan.started_at).getTime()) / 1000)
    : null
  const changes = CHANGES.filter((what) => scan[what] > 0).map((what) =>
    t(`admin.change.${what}`, { count: scan[what], shown: count(scan[what]) }),
  )
  return (
    <>
      <Row
        title={dayAndTime(scan.started_at)}
        badges={<Badge tone={TONES[scan.status]}>{t(`admin.scanStatus.${scan.status}`)}</Badge>}
        note={
          <>
            {[
              t('wizard.files', { count: scan.listed, shown: count(scan.listed) }),
              ...(changes.length ? changes : scan.status === 'finished' ? [t('admin.noChange')] : []),
              took && t('admin.took', { time: took }),
            ]
              .filter(Boolean)
              .join(' · ')}
            {scan.error && <span className="mt-1 block text-danger">{scan.error}</span>}
          </>
        }
        actions={
          <>
            {scan.problem_count > 0 && (
              <Button size="sm" onClick={() => setShowing(true)}>
                {t('admin.problems', { count: scan.problem_count, shown: count(scan.problem_count) })}
              </Button>
            )}
            {onBelieve && (
              <Button size="sm" onClick={onBelieve}>
                {t('admin.reallyEmpty')}
              </Button>
            )}
          </>
        }
      />
      {showing && <Problems id={scan.id} onClose={() => setShowing(false)} />}
    </>
  )
}

function Problems({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation()
  const query = useQuery(scanQuery(id))
  return (
    <Dialog open onOpenChange={onClose} title={t('admin.notListed')} description={t('admin.notListedNote')}>
      {query.isPending ? (
        <RowsSkeleton />
      ) : query.isError ? (
        <Fault error={query.error} retry={query.refetch} />
      ) : (
        <Rows label={t('admin.notListed')}>
          {query.data.problems.map((problem) => (
            <Row key={problem.path} title={<span className="break-all">{problem.path}</span>} note={problem.detail} />
          ))}
        </Rows>
      )}
    </Dialog>
  )
}

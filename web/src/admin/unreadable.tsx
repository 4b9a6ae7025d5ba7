import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { FileCheck2, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tracksQuery } from '@/api/lists'
import { type FailureReason, statusQuery, useScan } from '@/api/operating'
import type { Track } from '@/api/tracks'
import { count } from '@/lib/format'
import { reasonsOf } from '@/scan/progress'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { List, NearEnd } from '@/ui/list'
import { Row, Rows, RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { Empty } from '@/ui/states'
import { toast } from '@/ui/toast'
import { Choices } from './choices'

type Reason = FailureReason | 'all'

/** The files that could not be listened to, by reason, and another try. */
export default function Unreadable() {
  const { t } = useTranslation()
  const { data: status } = useQuery(statusQuery)
  const query = useInfiniteQuery(tracksQuery({ status: ['failed'], sort: 'path' }))
  const scan = useScan()
  const [chosen, setChosen] = useState<Reason>('all')
  const reasons = reasonsOf(status?.counts.failed ?? {})
  const all = reasons.reduce((sum, each) => sum + each.count, 0)
  const reason = reasons.some((each) => each.reason === chosen) ? chosen : 'all'
  const again = () =>
    scan.mutate({ retry_failed: true }, { onSuccess: () => toast.done(t('admin.retrying')), onError: toast.fault })
  const fits = (track: Track) => reason === 'all' || track.failure?.reason === reason
  return (
    <Section
      title={t('admin.tab.unreadable')}
      note={t('admin.unreadableNote')}
      actions={
        all > 0 && (
          <Button look="solid" disabled={scan.isPending || status?.scan?.status === 'running'} onClick={again}>
            <RefreshCw className="size-4" aria-hidden />
            {t('admin.retryAll')}
          </Button>
        )
      }
    >
      {reasons.length > 1 && (
        <Choices
          label={t('admin.byReason')}
          chosen={reason}
          options={[
            { value: 'all', label: t('admin.all'), note: count(all) },
            ...reasons.map((each) => ({
              value: each.reason as FailureReason,
              label: t(`wizard.reason.${each.reason as FailureReason}`),
              note: count(each.count),
            })),
          ]}
          onChoose={setChosen}
        />
      )}
      <List
        query={query}
        skeleton={<RowsSkeleton count={4} />}
        empty={
          <Empty icon={FileCheck2} title={t('admin.allReadable')}>
            {t('admin.allReadableHint')}
          </Empty>
        }
      >
        {(tracks, more) => (
          <>
            <Rows label={t('admin.tab.unreadable')}>
              {tracks.filter(fits).map((track) => (
                <Row
                  key={track.id}
                  title={<span className="break-all">{track.path}</span>}
                  badges={track.failure && <Badge tone="danger">{t(`wizard.reason.${track.failure.reason}`)}</Badge>}
                  note={track.failure?.detail}
                />
              ))}
            </Rows>
            <NearEnd more={more} />
          </>
        )}
      </List>
    </Section>
  )
}

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileCheck2, RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tracksQuery } from '@/api/lists'
import { type FailureReason, statusQuery, useRetryTrack, useScan } from '@/api/operating'
import type { Track } from '@/api/tracks'
import { count } from '@/lib/format'
import { reasonsOf } from '@/scan/progress'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { List, NearEnd } from '@/ui/list'
import { Row, Rows, RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { Empty } from '@/ui/states'
import { toast } from '@/ui/toast'
import { Choices } from './choices'

type Reason = FailureReason | 'all'

const FAILED = tracksQuery({ status: ['failed'], sort: 'path' })

/** The files that could not be listened to, by reason, and another try. */
export default function Unreadable() {
  const { t } = useTranslation()
  // what fails again before the server tells of it would seem to wait for ever
  const { data: status } = useQuery({
    ...statusQuery,
    refetchInterval: ({ state }) => (state.data?.counts.pending ? 2000 : false),
  })
  const client = useQueryClient()
  const query = useInfiniteQuery(FAILED)
  const scan = useScan()
  const retry = useRetryTrack()
  const [chosen, setChosen] = useState<Reason>('all')
  const reasons = reasonsOf(status?.counts.failed ?? {})
  const all = reasons.reduce((sum, each) => sum + each.count, 0)
  const reason = reasons.some((each) => each.reason === chosen) ? chosen : 'all'
  // what is tried again leaves the list and, should it fail again, comes back
  useEffect(() => {
    if (all !== (client.getQueryData(FAILED.queryKey)?.pages[0]?.total ?? all))
      void client.invalidateQueries({ queryKey: FAILED.queryKey })
  }, [all, client])

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
                  actions={
                    <IconButton
                      label={t('admin.retryJob', { name: track.path })}
                      disabled={retry.isPending}
                      onClick={() =>
                        retry.mutate(track.id, {
                          onSuccess: () => toast.done(t('admin.retryingOne')),
                          onError: toast.fault,
                        })
                      }
                    >
                      <RefreshCw className="size-4" aria-hidden />
                    </IconButton>
                  }
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

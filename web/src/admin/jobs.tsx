import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Ban, ListChecks, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import { type Job, jobsQuery, type LibraryStatus, statusQuery, useJob } from '@/api/operating'
import { ago, count } from '@/lib/format'
import { Badge, type Tone } from '@/ui/badge'
import { IconButton } from '@/ui/button'
import { List, NearEnd } from '@/ui/list'
import { Row, Rows, RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { Empty } from '@/ui/states'
import { toast } from '@/ui/toast'
import { Choices } from './choices'

type State = Schemas['JobState']

const STATES: readonly State[] = ['running', 'queued', 'failed', 'cancelled']
const TONES: Record<State, Tone> = { running: 'accent', queued: 'plain', failed: 'danger', cancelled: 'plain' }

/** The background work, job by job. */
export default function Jobs() {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<State | 'all'>('all')
  const { data: status } = useQuery(statusQuery)
  const query = useInfiniteQuery(jobsQuery(chosen === 'all' ? [] : [chosen]))
  return (
    <Section title={t('admin.tab.jobs')} note={t('admin.jobsNote')}>
      <Choices
        label={t('admin.byState')}
        chosen={chosen}
        options={[
          { value: 'all', label: t('admin.all') },
          ...STATES.map((value) => ({
            value,
            label: t(`admin.jobState.${value}`),
            note: status && count(countOf(status, value)),
          })),
        ]}
        onChoose={setChosen}
      />
      <List
        query={query}
        skeleton={<RowsSkeleton count={5} />}
        empty={
          <Empty icon={ListChecks} title={t('admin.noJobs')}>
            {t('admin.noJobsHint')}
          </Empty>
        }
      >
        {(jobs, more) => (
          <>
            <Rows label={t('admin.tab.jobs')}>
              {jobs.map((job) => (
                <JobRow key={job.id} job={job} />
              ))}
            </Rows>
            <NearEnd more={more} />
          </>
        )}
      </List>
    </Section>
  )
}

function JobRow({ job }: { job: Job }) {
  const { t } = useTranslation()
  const { mutate, isPending } = useJob()
  const name = job.path ?? job.track_id
  const again = job.state === 'failed' || job.state === 'cancelled' || job.due_at !== null
  return (
    <Row
      title={<span className="break-all">{name}</span>}
      badges={
        <>
          <Badge tone={TONES[job.state]}>
            {t(job.cancelling ? 'admin.cancelling' : `admin.jobState.${job.state}`)}
          </Badge>
          <Badge>{t(`admin.jobKind.${job.kind}`)}</Badge>
        </>
      }
      note={[
        job.worker && t('admin.by', { name: job.worker }),
        t('admin.queued', { when: ago(job.queued_at) }),
        job.attempts > 0 && t('admin.attempts', { count: job.attempts }),
        job.reason,
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={
        <>
          {again && (
            <IconButton
              label={t('admin.retryJob', { name })}
              disabled={isPending}
              onClick={() => mutate({ id: job.id, deed: 'retry' }, { onError: toast.fault })}
            >
              <RotateCcw className="size-4" aria-hidden />
            </IconButton>
          )}
          {(job.state === 'queued' || job.state === 'running') && !job.cancelling && (
            <IconButton
              label={t('admin.cancelJob', { name })}
              disabled={isPending}
              onClick={() => mutate({ id: job.id, deed: 'cancel' }, { onError: toast.fault })}
            >
              <Ban className="size-4" aria-hidden />
            </IconButton>
          )}
        </>
      }
    />
  )
}

function countOf({ jobs }: LibraryStatus, state: State): number {
  return Object.values(jobs).reduce((sum, kind) => sum + kind[state], 0)
}

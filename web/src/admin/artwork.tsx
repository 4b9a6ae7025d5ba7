import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Images, ImageUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import { useEvents } from '@/api/events'
import { keys } from '@/api/keys'
import { artworkJobsQuery, useLookForArtwork } from '@/api/operating'
import { ago } from '@/lib/format'
import { Badge, type Tone } from '@/ui/badge'
import { Button } from '@/ui/button'
import { List, NearEnd } from '@/ui/list'
import { Row, Rows, RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { Empty } from '@/ui/states'
import { toast } from '@/ui/toast'
import { Choices } from './choices'

type State = Schemas['ArtworkState']
type Job = Schemas['ListedArtworkJob']

const STATES: readonly State[] = ['waiting', 'found', 'absent', 'failed']
const TONES: Record<State, Tone> = { waiting: 'accent', found: 'good', absent: 'plain', failed: 'danger' }

/** What became of looking for pictures. */
export default function Artwork() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [chosen, setChosen] = useState<State | 'all'>('all')
  const query = useInfiniteQuery(artworkJobsQuery(chosen === 'all' ? [] : [chosen]))
  const look = useLookForArtwork()
  useEvents('artwork', () => void client.invalidateQueries({ queryKey: keys.artworkJobs }))
  return (
    <Section
      title={t('admin.tab.artwork')}
      note={t('admin.artworkNote')}
      actions={
        <Button
          look="solid"
          disabled={look.isPending}
          onClick={() =>
            look.mutate(undefined, {
              onSuccess: ({ due }) => toast.done(t('admin.looking', { count: due })),
              onError: toast.fault,
            })
          }
        >
          <ImageUp className="size-4" aria-hidden />
          {t('admin.lookNow')}
        </Button>
      }
    >
      <Choices
        label={t('admin.byState')}
        chosen={chosen}
        options={[
          { value: 'all', label: t('admin.all') },
          ...STATES.map((value) => ({ value, label: t(`admin.artworkState.${value}`) })),
        ]}
        onChoose={setChosen}
      />
      <List
        query={query}
        skeleton={<RowsSkeleton count={5} />}
        empty={
          <Empty icon={Images} title={t('admin.noArtwork')}>
            {t('admin.noArtworkHint')}
          </Empty>
        }
      >
        {(jobs, more) => (
          <>
            <Rows label={t('admin.tab.artwork')}>
              {jobs.map((job) => (
                <ArtworkRow key={job.album_id ?? job.track_id} job={job} />
              ))}
            </Rows>
            <NearEnd more={more} />
          </>
        )}
      </List>
    </Section>
  )
}

function ArtworkRow({ job }: { job: Job }) {
  const { t } = useTranslation()
  const last = job.tried.at(-1)
  const name = job.title || t('track.missing')
  return (
    <Row
      title={
        job.album_id ? (
          <Link to="/albums/$id" params={{ id: job.album_id }} className="hover:underline">
            {name}
          </Link>
        ) : (
          name
        )
      }
      badges={<Badge tone={TONES[job.state]}>{t(`admin.artworkState.${job.state}`)}</Badge>}
      note={[
        job.artist,
        last && [last.source, last.detail].filter(Boolean).join(' – '),
        job.changed_at && ago(job.changed_at),
        job.next_try && t('admin.again', { when: ago(job.next_try) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    />
  )
}

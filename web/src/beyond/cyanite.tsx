import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OutsideUpload, uploadQuery, useUploadChanges } from '@/api/beyond'
import type { TrackDetails } from '@/api/tracks'
import { Badge, type Tone } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Confirm } from '@/ui/confirm'

const STATES = ['sending', 'waiting', 'listening', 'finished', 'failed'] as const
type State = (typeof STATES)[number] | 'none'

const TONES: Partial<Record<State, Tone>> = { finished: 'good', failed: 'danger', none: 'plain' }

/** Has Cyanite listen to a track that catalogues do not have; nothing leaves the house unless an admin says so. */
export function Cyanite({ track }: { track: TrackDetails }) {
  const { t } = useTranslation()
  const { data: upload, isPending } = useQuery(uploadQuery(track.id))
  const { send, take } = useUploadChanges(track.id)
  const [asked, setAsked] = useState<'send' | 'take' | null>(null)
  const state = stateOf(upload)
  const fault = (send.error ?? take.error)?.message ?? (state === 'failed' ? upload?.detail : undefined)
  return (
    <div className="mt-8 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-2xl border border-line bg-surface p-5">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex items-center gap-2 font-medium">
          {t('beyond.cyanite')}
          {!isPending && <Badge tone={TONES[state] ?? 'accent'}>{t(`beyond.state.${state}`)}</Badge>}
        </p>
        <p className="mt-1 max-w-prose text-faint text-sm">{t('beyond.cyaniteHint')}</p>
        {fault && (
          <p role="alert" className="mt-2 text-danger text-sm">
            {fault}
          </p>
        )}
      </div>
      <div className="flex gap-2">
        {(state === 'none' || state === 'failed') && (
          <Button disabled={isPending || send.isPending} onClick={() => setAsked('send')}>
            {t(state === 'failed' ? 'beyond.sendAgain' : 'beyond.send')}
          </Button>
        )}
        {state !== 'none' && (
          <Button look="ghost" disabled={take.isPending} onClick={() => setAsked('take')}>
            {t('beyond.take')}
          </Button>
        )}
      </div>
      <Confirm
        open={asked === 'send'}
        onOpenChange={() => setAsked(null)}
        title={t('beyond.sendTitle')}
        body={t('beyond.sendBody', { title: track.title })}
        action={t('beyond.send')}
        onConfirm={() => send.mutate()}
      />
      <Confirm
        open={asked === 'take'}
        onOpenChange={() => setAsked(null)}
        title={t('beyond.takeTitle')}
        body={t('beyond.takeBody')}
        action={t('beyond.take')}
        onConfirm={() => take.mutate()}
      />
    </div>
  )
}

function stateOf(upload: OutsideUpload | null | undefined): State {
  return STATES.find((state) => state === upload?.state) ?? 'none'
}

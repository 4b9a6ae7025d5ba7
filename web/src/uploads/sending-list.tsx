import { Check, CircleAlert, Copy, RotateCw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { bytes, percent } from '@/lib/format'
import { Button, IconButton } from '@/ui/button'
import { Progress } from '@/ui/progress'
import { cancel, retryFailed, type Sending, tally, useUploads } from './upload-queue'

const SHOWN = 100
const RANK: Record<Sending['state'], number> = {
  failed: 0,
  refused: 0,
  sending: 1,
  waiting: 2,
  duplicate: 3,
  created: 4,
}

/** What is on its way, how far it is, and what became of it. */
export function SendingList({ onCreated }: { onCreated(): void }) {
  const { t } = useTranslation()
  const files = useUploads((state) => state.files)
  if (!files.length) return null
  const { open, created, duplicate, refused, share } = tally(files)
  const shown = [...files].sort((a, b) => RANK[a.state] - RANK[b.state]).slice(0, SHOWN)
  const said = [
    open > 0 && t('upload.open', { count: open }),
    created > 0 && t('upload.created', { count: created }),
    duplicate > 0 && t('upload.duplicates', { count: duplicate }),
    refused > 0 && t('upload.refusedCount', { count: refused }),
  ]
  return (
    <section aria-label={t('upload.sending')} className="mt-6 rounded-3xl border border-line bg-surface p-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p aria-live="polite" className="min-w-0 flex-1 font-medium">
          {said.filter(Boolean).join(' · ')}
        </p>
        {files.some((file) => file.state === 'failed') && (
          <Button size="sm" onClick={() => retryFailed(onCreated)}>
            <RotateCw className="size-4" aria-hidden />
            {t('action.retry')}
          </Button>
        )}
        <Button size="sm" look="ghost" onClick={() => cancel(files.map((file) => file.id))}>
          {t(open ? 'upload.stop' : 'upload.forget')}
        </Button>
      </div>
      {open > 0 && <Progress label={t('upload.sending')} share={share} say={percent(share)} className="mt-3" />}
      <ul className="mt-3 max-h-80 overflow-y-auto">
        {shown.map((file) => (
          <SendingRow key={file.id} file={file} />
        ))}
      </ul>
      {files.length > SHOWN && (
        <p className="pt-2 text-faint text-sm">{t('upload.more', { count: files.length - SHOWN })}</p>
      )}
    </section>
  )
}

function SendingRow({ file }: { file: Sending }) {
  const { t } = useTranslation()
  const bad = file.state === 'refused' || file.state === 'failed'
  const Icon = bad ? CircleAlert : file.state === 'duplicate' ? Copy : file.state === 'created' ? Check : null
  const said = file.reason
    ? t(`upload.reason.${file.reason}`)
    : file.state === 'failed'
      ? file.detail
      : file.state === 'sending'
        ? file.share < 1
          ? percent(file.share)
          : t('upload.listening')
        : t(`upload.state.${file.state}`)
  return (
    <li className="flex min-h-11 items-center gap-3 text-sm">
      <span className={cn('grid size-5 shrink-0 place-items-center', bad ? 'text-danger' : 'text-good')} aria-hidden>
        {Icon ? <Icon className="size-4" /> : <Ring share={file.share} />}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate" title={file.name}>
          {file.name}
        </span>
        {bad && <span className="block text-danger text-xs">{said}</span>}
      </span>
      <span className="tabular shrink-0 text-faint">{bad ? bytes(file.size) : said}</span>
      <IconButton
        label={t('label.of', { what: t('action.remove'), name: file.name })}
        size="sm"
        onClick={() => cancel([file.id])}
      >
        <X className="size-4" aria-hidden />
      </IconButton>
    </li>
  )
}

const AROUND = 2 * Math.PI * 8

function Ring({ share }: { share: number }) {
  return (
    <svg viewBox="0 0 20 20" className="size-5 -rotate-90" role="presentation">
      <circle cx="10" cy="10" r="8" className="fill-none stroke-line" strokeWidth="2.5" />
      <circle
        cx="10"
        cy="10"
        r="8"
        className="fill-none stroke-accent"
        strokeWidth="2.5"
        strokeDasharray={`${AROUND * share} ${AROUND}`}
      />
    </svg>
  )
}

import { useMutation } from '@tanstack/react-query'
import { LoaderCircle } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findByClip, MOST_BYTES } from '@/api/clip'
import { ClipFound } from '@/clip/clip-found'
import { useHandedClip } from '@/clip/dropped'
import { FilePanel } from '@/clip/file-panel'
import { RecordPanel } from '@/clip/record-panel'
import { bytes, percent } from '@/lib/format'
import { Button } from '@/ui/button'
import { Page } from '@/ui/page'
import { Fault } from '@/ui/states'
import { toast } from '@/ui/toast'

/** What is this, and what sounds like it? A few seconds off the microphone, or out of a file. */
export default function Clip() {
  const { t } = useTranslation()
  const outcome = useRef<HTMLDivElement>(null)
  const abort = useRef<AbortController>(null)
  const [sent, setSent] = useState(0)
  const search = useMutation({
    mutationFn: (clip: Blob) => {
      abort.current = new AbortController()
      setSent(0)
      return findByClip(clip, setSent, abort.current.signal)
    },
  })
  useEffect(() => () => abort.current?.abort(), [])
  useEffect(() => {
    if (search.data) outcome.current?.scrollIntoView({ block: 'start', behavior: 'smooth' })
  }, [search.data])

  const { mutate } = search
  const find = useCallback(
    (clip: Blob) => {
      if (clip.size > MOST_BYTES) toast.fault(new Error(t('clip.tooLarge', { most: bytes(MOST_BYTES) })))
      else mutate(clip)
    },
    [mutate, t],
  )
  // dropped on another page
  const { clip: handed } = useHandedClip()
  useEffect(() => {
    const { clip } = useHandedClip.getState()
    if (!handed || !clip) return
    useHandedClip.setState({ clip: null })
    find(clip)
  }, [handed, find])

  const cancel = () => {
    abort.current?.abort()
    search.reset()
  }

  return (
    <Page title={t('clip.title')} note={t('clip.note')}>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <RecordPanel onClip={find} busy={search.isPending} />
        <FilePanel onClip={find} busy={search.isPending} />
      </div>
      <div ref={outcome} aria-live="polite" aria-busy={search.isPending} className="scroll-mt-4 pt-10">
        {search.isPending && <Sending sent={sent} onCancel={cancel} />}
        {search.isError && <Fault error={search.error} retry={() => mutate(search.variables)} />}
        {search.data && <ClipFound found={search.data} />}
      </div>
    </Page>
  )
}

function Sending({ sent, onCancel }: { sent: number; onCancel(): void }) {
  const { t } = useTranslation()
  const there = sent >= 1
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-4 py-8 text-center">
      <LoaderCircle className="size-8 animate-spin text-accent" aria-hidden />
      <p className="font-medium">{t(there ? 'clip.listening' : 'clip.sending')}</p>
      <div
        role="progressbar"
        aria-label={t('clip.sending')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * sent)}
        aria-valuetext={percent(sent)}
        className="h-1.5 w-full overflow-hidden rounded-full bg-line"
      >
        <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${100 * sent}%` }} />
      </div>
      <Button look="ghost" onClick={onCancel}>
        {t('action.cancel')}
      </Button>
    </div>
  )
}

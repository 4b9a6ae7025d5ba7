import { FileAudio } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { Button } from '@/ui/button'

/** A file, dropped or chosen. */
export function FilePanel({ onClip, busy }: { onClip(clip: File): void; busy: boolean }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    // taken even while there is no room for it: else the browser would leave the page for the file
    event.preventDefault()
    if (busy) event.dataTransfer.dropEffect = 'none'
    else setOver(true)
  }
  return (
    <section
      aria-label={t('clip.file')}
      onDragEnter={take}
      onDragOver={take}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const file = event.dataTransfer.files[0]
        if (file && !busy) onClip(file)
      }}
      className={cn(
        'flex flex-col items-center rounded-3xl border border-dashed px-5 py-8 text-center transition-colors',
        over ? 'border-accent bg-wash' : 'border-line bg-surface',
      )}
    >
      <div className="grid size-28 place-items-center">
        <span className="grid size-20 place-items-center rounded-full bg-raised text-accent">
          <FileAudio className="size-8" aria-hidden />
        </span>
      </div>
      <p className="mt-4 font-semibold text-lg tracking-tight">{t('clip.file')}</p>
      <p className="mt-1 mb-3 min-h-11 max-w-sm text-faint text-sm">{t('clip.fileHint')}</p>
      <Button disabled={busy} onClick={() => input.current?.click()}>
        {t('clip.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        accept="audio/*,video/webm,.opus,.flac,.m4a,.wma,.aiff"
        aria-label={t('clip.choose')}
        className="hidden"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onClip(file)
          event.target.value = ''
        }}
      />
    </section>
  )
}

import { ImageUp, Sparkles, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ArtworkDetails, type Pictured, useArtworkChanges } from '@/api/artwork'
import { Button } from '@/ui/button'
import { Menu } from '@/ui/menu'

const TYPES = ['image/jpeg', 'image/png', 'image/webp']
const MOST = 8 * 2 ** 20

/** Have another picture made, show one's own, reject the one that is shown. */
export function ArtworkActions({ of, details }: { of: Pictured; details: ArtworkDetails }) {
  const { t } = useTranslation()
  const { another, reject, upload } = useArtworkChanges(of)
  const file = useRef<HTMLInputElement>(null)
  const [unfit, setUnfit] = useState<string | null>(null)
  const { shown, generators, job } = details
  const changeable = shown?.source === 'generated' || shown?.source === 'uploaded'
  const fromFiles = !changeable && job?.tried.some((one) => one.source === 'files' && one.outcome === 'found')
  const waiting = job?.state === 'waiting' || another.isPending
  const fault = unfit ?? (another.error ?? reject.error ?? upload.error)?.message

  const bring = (chosen: File | undefined) => {
    if (!chosen) return
    setUnfit(null)
    if (!TYPES.includes(chosen.type)) setUnfit(t('artwork.wrongKind'))
    else if (chosen.size > MOST) setUnfit(t('artwork.tooLarge'))
    else upload.mutate(chosen)
  }

  return (
    <div>
      <div className="flex flex-wrap gap-2">
        {!fromFiles && generators.length > 0 && (
          <Menu
            label={t('artwork.another')}
            items={() => [
              { kind: 'action', label: t('artwork.anyone'), run: () => another.mutate('') },
              ...generators.map((generator) => ({
                kind: 'action' as const,
                label: t('artwork.anotherBy', { generator }),
                run: () => another.mutate(generator),
              })),
            ]}
          >
            <Button disabled={waiting}>
              <Sparkles className="size-4" aria-hidden />
              {t('artwork.another')}
            </Button>
          </Menu>
        )}
        <Button disabled={upload.isPending} onClick={() => file.current?.click()}>
          <ImageUp className="size-4" aria-hidden />
          {t('artwork.upload')}
        </Button>
        {changeable && (
          <Button look="ghost" disabled={reject.isPending} onClick={() => reject.mutate()}>
            <X className="size-4" aria-hidden />
            {t('artwork.reject')}
          </Button>
        )}
      </div>
      <input
        ref={file}
        type="file"
        accept={TYPES.join(',')}
        aria-label={t('artwork.upload')}
        className="hidden"
        onChange={(event) => {
          bring(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {fromFiles && <p className="mt-3 text-faint text-sm">{t('artwork.filesFirst')}</p>}
      {fault && (
        <p role="alert" className="mt-3 text-danger text-sm">
          {fault}
        </p>
      )}
    </div>
  )
}

import { ImageIcon } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyPart } from '@/lib/part'
import { Cover } from '@/ui/cover'
import { Hint } from '@/ui/hint'

const ArtworkDialog = lazyPart(() => import('./artwork-dialog'))

interface ArtworkCoverProps {
  kind: 'albums' | 'tracks'
  id: string
  name: string
}

/** The large picture on the page of a track or an album, and the way to what is known of it. */
export function ArtworkCover({ kind, id, name }: ArtworkCoverProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <div className="group/art relative size-full">
      <Cover kind={kind} id={id} size={512} name={name} className="size-full rounded-2xl shadow-float" eager />
      <Hint text={t('artwork.open')}>
        <button
          type="button"
          aria-label={t('artwork.open')}
          onClick={() => setOpen(true)}
          className="absolute right-2.5 bottom-2.5 grid size-9 place-items-center rounded-full bg-black/60 text-white opacity-0 transition-opacity hover:bg-black/80 focus-visible:opacity-100 group-hover/art:opacity-100 pointer-coarse:size-11 pointer-coarse:opacity-100"
        >
          <ImageIcon className="size-4" aria-hidden />
        </button>
      </Hint>
      <Suspense>{open && <ArtworkDialog of={{ kind, id }} name={name} onClose={() => setOpen(false)} />}</Suspense>
    </div>
  )
}

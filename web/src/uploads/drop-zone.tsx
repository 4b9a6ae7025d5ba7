import { FolderUp, UploadCloud } from 'lucide-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { droppedFiles, mayBeMusic } from './dropped-files'

/** Where files and folders are dropped, or chosen. */
export function DropZone({ onFiles }: { onFiles(files: File[]): void }) {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), [])

  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    droppedFiles(event.dataTransfer).then(onFiles, toast.fault)
  }

  const choose = (input: HTMLInputElement | null, fits: (name: string) => boolean) => {
    if (input?.files) onFiles([...input.files].filter((file) => fits(file.name)))
    if (input) input.value = ''
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it do the same
    <div
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={cn(
        'flex flex-col items-center rounded-3xl border-2 border-line border-dashed px-6 py-10 text-center transition-colors',
        over && 'border-accent bg-wash',
      )}
    >
      <div className="mb-4 grid size-14 place-items-center rounded-2xl bg-wash text-accent">
        <UploadCloud className="size-7" aria-hidden />
      </div>
      <p className="font-medium">{t('upload.drop')}</p>
      <p className="mt-1 max-w-md text-faint text-sm">{t('upload.hint')}</p>
      <div className="mt-5 flex flex-wrap justify-center gap-2">
        <Button look="solid" onClick={() => files.current?.click()}>
          <UploadCloud className="size-4" aria-hidden />
          {t('upload.files')}
        </Button>
        <Button onClick={() => folder.current?.click()} className="hidden sm:inline-flex">
          <FolderUp className="size-4" aria-hidden />
          {t('upload.folder')}
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        className="hidden"
        aria-label={t('upload.files')}
        onChange={(event) => choose(event.currentTarget, () => true)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        className="hidden"
        aria-label={t('upload.folder')}
        onChange={(event) => choose(event.currentTarget, mayBeMusic)}
      />
    </div>
  )
}

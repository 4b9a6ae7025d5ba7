import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileAudio, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteUpload, type UploadedFile, uploadsQuery } from '@/api/uploads'
import { ago, bytes } from '@/lib/format'
import { useControls } from '@/player/context'
import { Badge } from '@/ui/badge'
import { IconButton } from '@/ui/button'
import { Confirm } from '@/ui/confirm'
import { Cover } from '@/ui/cover'
import { List, NearEnd } from '@/ui/list'
import { Empty } from '@/ui/states'
import { toast } from '@/ui/toast'

/** What somebody brought, the latest first; to be heard, or taken away again. */
export function MyUploads() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useInfiniteQuery(uploadsQuery)
  const [doomed, setDoomed] = useState<UploadedFile | null>(null)
  const remove = useMutation({
    mutationFn: (file: UploadedFile) => deleteUpload(file.track?.id ?? file.id),
    onSuccess: async (_, file) => {
      toast.done(t('upload.deleted', { name: file.name }))
      await client.invalidateQueries({ queryKey: uploadsQuery.queryKey })
    },
    onError: toast.fault,
  })
  return (
    <>
      <List query={query} empty={<Empty icon={FileAudio} title={t('upload.none')} />}>
        {(files, more) => (
          <>
            <ul>
              {files.map((file) => (
                <UploadRow key={file.id} file={file} onDelete={() => setDoomed(file)} />
              ))}
            </ul>
            <NearEnd more={more} />
          </>
        )}
      </List>
      <Confirm
        open={doomed !== null}
        onOpenChange={() => setDoomed(null)}
        title={t('upload.deleteTitle', { name: doomed?.track?.title || doomed?.name })}
        body={t('upload.deleteHint')}
        action={t('action.delete')}
        onConfirm={() => doomed && remove.mutate(doomed)}
      />
    </>
  )
}

function UploadRow({ file, onDelete }: { file: UploadedFile; onDelete(): void }) {
  const { t } = useTranslation()
  const controls = useControls()
  const { track } = file
  const facts = [track?.artist, bytes(file.size), ago(file.uploaded_at)]
  return (
    <li className="group flex min-h-16 items-center gap-3 rounded-xl px-2 py-1.5 hover:bg-raised sm:px-3">
      <button
        type="button"
        disabled={!track}
        aria-label={t('label.of', { what: t('action.play'), name: track?.title || file.name })}
        onClick={() => track && controls.playSongs([track], 0, 'uploads')}
        className="relative shrink-0"
      >
        <Cover kind="tracks" id={track?.id ?? null} size={64} name={file.name} className="size-11 rounded-md" />
        <span className="absolute inset-0 grid place-items-center rounded-md bg-black/55 text-white opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
          <Play className="size-4 fill-current" aria-hidden />
        </span>
      </button>
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          {track ? (
            <Link to="/tracks/$id" params={{ id: track.id }} className="truncate font-medium hover:underline">
              {track.title}
            </Link>
          ) : (
            <span className="truncate font-medium">{file.name}</span>
          )}
          {(!track || track.status === 'pending') && <Badge>{t('upload.pending')}</Badge>}
          {track?.status === 'failed' && <Badge tone="danger">{t('upload.failed')}</Badge>}
        </p>
        <p className="truncate text-faint text-sm">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <IconButton
        label={t('label.of', { what: t('action.delete'), name: track?.title || file.name })}
        onClick={onDelete}
        className="pointer-coarse:size-11"
      >
        <Trash2 className="size-4" aria-hidden />
      </IconButton>
    </li>
  )
}

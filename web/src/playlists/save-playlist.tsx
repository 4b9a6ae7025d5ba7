import { useNavigate } from '@tanstack/react-router'
import { ListPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCreatePlaylist } from '@/api/playlists'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'

interface SavePlaylistProps {
  /** What it is called unless somebody changes that. */
  name: string
  trackIds: readonly string[]
}

/** Keeps tracks that were found as a playlist, and goes there. */
export function SavePlaylist({ name, trackIds }: SavePlaylistProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const create = useCreatePlaylist()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const called = (typed ?? name).trim()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(
      { name: called, track_ids: [...trackIds] },
      { onSuccess: (playlist) => navigate({ to: '/playlists/$id', params: { id: playlist.id } }) },
    )
  }

  return (
    <>
      <Button disabled={trackIds.length === 0} onClick={() => setOpen(true)}>
        <ListPlus className="size-4" aria-hidden />
        {t('seed.save')}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t('seed.save')}>
        <form onSubmit={submit} className="space-y-5">
          <Field
            label={t('seed.name')}
            value={typed ?? name}
            onChange={(event) => setTyped(event.target.value)}
            fault={create.error?.message}
            maxLength={200}
            autoFocus
            required
          />
          <div className="flex items-center justify-between gap-4">
            <span className="text-faint text-sm">{t('count.tracks', { count: trackIds.length })}</span>
            <Button type="submit" look="solid" disabled={!called || create.isPending}>
              {t('action.save')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

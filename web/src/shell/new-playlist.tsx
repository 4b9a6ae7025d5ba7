import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCreatePlaylist } from '@/api/playlists'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'

export function NewPlaylist({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const create = useCreatePlaylist()
  const [name, setName] = useState('')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(
      { name: name.trim() },
      {
        onSuccess: (playlist) => {
          onOpenChange(false)
          setName('')
          void navigate({ to: '/playlists/$id', params: { id: playlist.id } })
        },
      },
    )
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('nav.newPlaylist')}>
      <form onSubmit={submit} className="space-y-5">
        <Field
          label={t('entry.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          fault={create.error?.message}
          maxLength={200}
          autoFocus
          required
        />
        <div className="flex justify-end">
          <Button type="submit" look="solid" disabled={!name.trim() || create.isPending}>
            {t('action.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

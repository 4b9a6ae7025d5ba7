import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCreatePlaylist } from '@/api/playlists'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'
import { useShell } from './shell-store'

const close = () => useShell.setState({ naming: false })

/** Asks how a playlist is to be called, and opens it. */
export default function NewPlaylist() {
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
          close()
          void navigate({ to: '/playlists/$id', params: { id: playlist.id } })
        },
      },
    )
  }

  return (
    <Dialog open onOpenChange={close} title={t('nav.newPlaylist')}>
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

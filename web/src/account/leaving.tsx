import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteMyAccount, exportMyData } from '@/api/account'
import { useControls } from '@/player/context'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'

/** To take one's data along, and to leave for good. */
export function Leaving({ name }: { name: string }) {
  const { t } = useTranslation()
  const [leaving, setLeaving] = useState(false)
  const take = useMutation({
    mutationFn: exportMyData,
    onSuccess: (data) => save(data, `musicsim-${name}.json`),
    onError: toast.fault,
  })
  return (
    <Section title={t('account.data')} note={t('account.dataNote')}>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => take.mutate()} disabled={take.isPending}>
          <Download className="size-4" aria-hidden />
          {t('account.export')}
        </Button>
        <Button look="danger" onClick={() => setLeaving(true)}>
          {t('account.delete')}
        </Button>
      </div>
      {leaving && <Farewell name={name} onClose={() => setLeaving(false)} />}
    </Section>
  )
}

function Farewell({ name, onClose }: { name: string; onClose(): void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const controls = useControls()
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const leave = useMutation({
    mutationFn: () => deleteMyAccount(password),
    onSuccess: async () => {
      controls.clear()
      client.clear()
      await navigate({ to: '/sign-in' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    leave.mutate()
  }
  return (
    <Dialog open onOpenChange={onClose} title={t('account.deleteTitle')} description={t('account.deleteBody')}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={t('account.typeName', { name })}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          autoFocus
          required
        />
        <Field
          label={t('entry.password')}
          type="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          fault={leave.error?.message}
          autoComplete="current-password"
          required
        />
        <div className="flex justify-end gap-2 pt-2">
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="danger" disabled={typed !== name || !password || leave.isPending}>
            {t('account.deleteForGood')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function save(data: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(data)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

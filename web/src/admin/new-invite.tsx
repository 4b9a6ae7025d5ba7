import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inviteLink, type Role, useInvites } from '@/api/people'
import { Button } from '@/ui/button'
import { Copied } from '@/ui/copied'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'
import { Select } from '@/ui/select'
import { RoleSelect } from './role-select'

const DAYS = ['1', '7', '30', '365'] as const

/** Makes an invite and shows its link, once. */
export function NewInvite({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const { invite } = useInvites()
  const [role, setRole] = useState<Role>('listener')
  const [uses, setUses] = useState('1')
  const [days, setDays] = useState<(typeof DAYS)[number]>('7')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    invite.mutate({ role, uses: Number(uses), expires_in_days: Number(days) })
  }
  if (invite.data)
    return (
      <Dialog open onOpenChange={onClose} title={t('admin.inviteMade')} description={t('admin.inviteOnce')}>
        <div className="space-y-4">
          <Copied label={t('admin.link')} text={inviteLink(invite.data.code)} />
          <Copied label={t('entry.invite')} text={invite.data.code} />
        </div>
        <div className="mt-6 flex justify-end">
          <Button onClick={onClose}>{t('action.close')}</Button>
        </div>
      </Dialog>
    )
  return (
    <Dialog open onOpenChange={onClose} title={t('admin.invite')} description={t('admin.inviteNote')}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={t('admin.usesLabel')}
          type="number"
          min={1}
          max={1000}
          value={uses}
          onChange={(event) => setUses(event.target.value)}
          fault={invite.error?.message}
          required
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <RoleSelect value={role} onChange={setRole} />
          <Select
            label={t('admin.endsLabel')}
            value={days}
            options={DAYS.map((value) => ({ value, label: t('account.days', { count: Number(value) }) }))}
            onChange={setDays}
          />
        </div>
        <div className="flex justify-end gap-2 pt-2">
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="solid" disabled={invite.isPending}>
            {t('action.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

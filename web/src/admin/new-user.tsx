import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Role, usePeople } from '@/api/people'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'
import { RoleSelect } from './role-select'

interface NewUserProps {
  onClose(): void
  onMade(name: string, password: string | null): void
}

/** Makes an account for somebody, who gets a password for once. */
export function NewUser({ onClose, onMade }: NewUserProps) {
  const { t } = useTranslation()
  const { add } = usePeople()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('listener')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ name, role }, { onSuccess: (made) => onMade(made.user.name, made.one_time_password) })
  }
  return (
    <Dialog open onOpenChange={onClose} title={t('admin.addUser')} description={t('admin.addUserNote')}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={t('entry.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          fault={add.error?.message}
          autoCapitalize="none"
          autoComplete="off"
          autoFocus
          required
        />
        <RoleSelect value={role} onChange={setRole} />
        <div className="flex justify-end gap-2 pt-2">
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="solid" disabled={!name.trim() || add.isPending}>
            {t('action.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

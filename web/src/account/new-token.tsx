import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Scope, useTokens } from '@/api/account'
import { Button } from '@/ui/button'
import { Copied } from '@/ui/copied'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'
import { Select } from '@/ui/select'

const DAYS = ['30', '90', '365', 'never'] as const
const SCOPES: readonly Scope[] = ['read', 'write', 'admin']

/** Makes a token and shows its text, once. */
export function NewToken({ isAdmin, onClose }: { isAdmin: boolean; onClose(): void }) {
  const { t } = useTranslation()
  const { make } = useTokens()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<Scope>('read')
  const [days, setDays] = useState<(typeof DAYS)[number]>('365')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate({ name, scope, expires_in_days: days === 'never' ? null : Number(days) })
  }
  if (make.data)
    return (
      <Dialog open onOpenChange={onClose} title={t('account.tokenMade')} description={t('account.tokenOnce')}>
        <Copied label={make.data.token.name} text={make.data.text} />
        <div className="mt-6 flex justify-end">
          <Button onClick={onClose}>{t('account.tokenKept')}</Button>
        </div>
      </Dialog>
    )
  return (
    <Dialog open onOpenChange={onClose} title={t('account.newToken')} description={t('account.newTokenNote')}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={t('account.tokenName')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          fault={make.error?.message}
          placeholder={t('account.tokenExample')}
          maxLength={64}
          autoFocus
          required
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={t('account.scopeLabel')}
            value={scope}
            options={SCOPES.filter((one) => isAdmin || one !== 'admin').map((value) => ({
              value,
              label: t(`account.scopeOf.${value}`),
            }))}
            onChange={setScope}
          />
          <Select
            label={t('account.expiry')}
            value={days}
            options={DAYS.map((value) => ({
              value,
              label: value === 'never' ? t('account.never') : t('account.days', { count: Number(value) }),
            }))}
            onChange={setDays}
          />
        </div>
        <div className="flex justify-end gap-2 pt-2">
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="solid" disabled={!name.trim() || make.isPending}>
            {t('action.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

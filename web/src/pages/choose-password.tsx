import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/keys'
import { changePassword, meQuery, optionsQuery } from '@/api/session'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { toast } from '@/ui/toast'
import { firstPlace } from '@/wizard/first-run'
import { Entry } from './entry'

/** Another password, in place of the one that was meant for once. */
export default function ChoosePassword() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data: options } = useQuery(optionsQuery)
  const [old, setOld] = useState('')
  const [password, setPassword] = useState('')
  const least = options?.shortest_password ?? 8
  const change = useMutation({
    mutationFn: () => changePassword(old, password),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.me })
      const me = await client.fetchQuery(meQuery)
      toast.done(t('entry.chosen'))
      await navigate({ to: me ? await firstPlace(client, me) : '/' })
    },
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }

  return (
    <Entry tagline={t('entry.tagline')}>
      <form onSubmit={submit} className="space-y-4">
        <div>
          <h1 className="font-semibold text-xl tracking-tight">{t('entry.choose')}</h1>
          <p className="mt-1 text-faint text-sm">{t('entry.chooseHint', { count: least })}</p>
        </div>
        <Field
          label={t('entry.oldPassword')}
          type="password"
          value={old}
          onChange={(event) => setOld(event.target.value)}
          autoComplete="current-password"
          autoFocus
          required
        />
        <Field
          label={t('entry.newPassword')}
          type="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          minLength={least}
          fault={change.error?.message}
          autoComplete="new-password"
          required
        />
        <Button type="submit" look="solid" className="w-full" disabled={change.isPending || password.length < least}>
          {t('action.save')}
        </Button>
      </form>
    </Entry>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/keys'
import { Problem } from '@/api/problem'
import { changePassword, optionsQuery } from '@/api/session'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'

/** Another password, which signs out everywhere else. */
export function Password({ name }: { name: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: options } = useQuery(optionsQuery)
  const [old, setOld] = useState('')
  const [password, setPassword] = useState('')
  const least = options?.shortest_password ?? 8
  const change = useMutation({
    mutationFn: () => changePassword(old, password),
    onSuccess: () => {
      setOld('')
      setPassword('')
      void client.invalidateQueries({ queryKey: keys.sessions })
      toast.done(t('account.passwordChanged'))
    },
  })
  const field = change.error instanceof Problem ? change.error.field : null
  const fault = change.error?.message

  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }

  return (
    <Section title={t('account.password')} note={t('account.passwordNote')}>
      <form onSubmit={submit} className="space-y-4">
        <input type="text" name="username" value={name} autoComplete="username" readOnly hidden />
        <Field
          label={t('entry.oldPassword')}
          type="password"
          value={old}
          onChange={(event) => setOld(event.target.value)}
          fault={field !== 'password' ? fault : null}
          autoComplete="current-password"
          required
        />
        <Field
          label={t('entry.newPassword')}
          type="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          hint={t('entry.tooShort', { count: least })}
          fault={field === 'password' ? fault : null}
          autoComplete="new-password"
          required
        />
        <Button type="submit" disabled={!old || password.length < least || change.isPending}>
          {t('account.change')}
        </Button>
      </form>
    </Section>
  )
}

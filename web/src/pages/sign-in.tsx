import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/keys'
import { Problem } from '@/api/problem'
import { optionsQuery, register, signIn } from '@/api/session'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { firstPlace } from '@/wizard/first-run'
import { Entry } from './entry'

/** Sign in or, where that is open, make an account. */
export default function SignIn() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { next, invite } = useSearch({ from: '/sign-in' })
  const { data: options } = useQuery(optionsQuery)
  const [isNew, setNew] = useState(invite !== undefined)
  const [form, setForm] = useState({ name: '', password: '', invite: invite ?? '' })
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const byInvite = options?.registration === 'invite'

  const enter = useMutation({
    mutationFn: () =>
      isNew ? register(form.name, form.password, form.invite || null) : signIn(form.name, form.password),
    onSuccess: async ({ user }) => {
      client.setQueryData(keys.me, user)
      if (user.must_change_password) await navigate({ to: '/choose-password', state: {} })
      else if (next?.startsWith('/') && !next.startsWith('//') && next !== '/') await navigate({ href: next })
      else await navigate({ to: await firstPlace(client, user) })
    },
  })
  const problem = enter.error instanceof Problem ? enter.error : null
  const fault = (field: string) => (problem?.field === field ? problem.message : null)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate()
  }

  return (
    <Entry tagline={t('entry.tagline')}>
      <form onSubmit={submit} className="space-y-4">
        <h1 className="font-semibold text-xl tracking-tight">{t(isNew ? 'entry.register' : 'entry.title')}</h1>
        <Field
          label={t('entry.name')}
          value={form.name}
          onChange={(event) => change({ name: event.target.value })}
          fault={fault('name')}
          autoComplete="username"
          autoCapitalize="none"
          autoFocus
          required
        />
        <Field
          label={t('entry.password')}
          type="password"
          value={form.password}
          onChange={(event) => change({ password: event.target.value })}
          fault={fault('password')}
          hint={isNew && options ? t('entry.tooShort', { count: options.shortest_password }) : undefined}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          required
        />
        {isNew && byInvite && (
          <Field
            label={t('entry.invite')}
            value={form.invite}
            onChange={(event) => change({ invite: event.target.value })}
            fault={fault('invite')}
            required
          />
        )}
        {problem && !['name', 'password', 'invite'].includes(problem.field ?? '') && (
          <p role="alert" className="rounded-xl bg-danger/10 px-3.5 py-2.5 text-danger text-sm">
            {problem.message}
          </p>
        )}
        <Button type="submit" look="solid" className="w-full" disabled={enter.isPending}>
          {t(isNew ? 'entry.register' : 'entry.signIn')}
        </Button>
        {/* as high before it is known what may stand there */}
        <div className="grid min-h-11 items-center">
          {options && options.registration !== 'closed' && (
            <Button look="ghost" size="sm" className="w-full" onClick={() => setNew(!isNew)}>
              {t(isNew ? 'entry.haveAccount' : 'entry.register')}
            </Button>
          )}
          {!isNew && options?.registration === 'closed' && (
            <p className="text-center text-faint text-sm">{t('entry.firstRun')}</p>
          )}
        </div>
      </form>
    </Entry>
  )
}

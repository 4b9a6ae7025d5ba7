import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Leaving } from '@/account/leaving'
import { Look } from '@/account/look'
import { Password } from '@/account/password'
import { Sessions } from '@/account/sessions'
import { Tokens } from '@/account/tokens'
import { meQuery } from '@/api/session'
import { day } from '@/lib/format'
import { Page } from '@/ui/page'

/** Oneself: how one likes it, how one signs in, what one takes along. */
export default function Account() {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  if (!me) return null
  const note = t(me.role === 'admin' ? 'account.admin' : 'account.listener', {
    name: me.name,
    when: day(me.created_at),
  })
  return (
    <Page title={t('nav.account')} note={note}>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="grid gap-5">
          <Look />
          <Password name={me.name} />
        </div>
        <div className="grid gap-5">
          <Sessions />
          <Tokens isAdmin={me.role === 'admin'} />
          <Leaving name={me.name} />
        </div>
      </div>
    </Page>
  )
}

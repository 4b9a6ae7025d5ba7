import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type User, usePeople, usersQuery } from '@/api/people'
import { meQuery } from '@/api/session'
import { Button } from '@/ui/button'
import { Confirm } from '@/ui/confirm'
import { List, NearEnd } from '@/ui/list'
import { Rows, RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import { NewUser } from './new-user'
import { OneTimePassword } from './one-time-password'
import { UserRow } from './user-row'

/** Everybody who has an account. */
export default function Users() {
  const { t } = useTranslation()
  const query = useInfiniteQuery(usersQuery)
  const { data: me } = useQuery(meQuery)
  const { reset, remove } = usePeople()
  const [adding, setAdding] = useState(false)
  const [doomed, setDoomed] = useState<User | null>(null)
  const [shown, setShown] = useState<{ name: string; password: string } | null>(null)

  const another = (user: User) =>
    reset.mutate(user.id, {
      onSuccess: (made) => made.one_time_password && setShown({ name: user.name, password: made.one_time_password }),
      onError: toast.fault,
    })

  return (
    <Section
      title={t('admin.tab.users')}
      note={t('admin.usersNote')}
      actions={
        <Button look="solid" onClick={() => setAdding(true)}>
          <UserPlus className="size-4" aria-hidden />
          {t('admin.addUser')}
        </Button>
      }
    >
      <List query={query} skeleton={<RowsSkeleton count={3} />} empty={null}>
        {(users, more) => (
          <>
            <Rows label={t('admin.tab.users')}>
              {users.map((user) => (
                <UserRow
                  key={user.id}
                  user={user}
                  isMe={user.id === me?.id}
                  onReset={() => another(user)}
                  onDelete={() => setDoomed(user)}
                />
              ))}
            </Rows>
            <NearEnd more={more} />
          </>
        )}
      </List>
      {adding && (
        <NewUser
          onClose={() => setAdding(false)}
          onMade={(name, password) => {
            setAdding(false)
            if (password) setShown({ name, password })
          }}
        />
      )}
      {shown && <OneTimePassword {...shown} onClose={() => setShown(null)} />}
      <Confirm
        open={doomed !== null}
        onOpenChange={() => setDoomed(null)}
        title={t('admin.deleteUserTitle', { name: doomed?.name })}
        body={t('admin.deleteUserBody')}
        action={t('account.deleteForGood')}
        onConfirm={() => doomed && remove.mutate(doomed.id, { onError: toast.fault })}
      />
    </Section>
  )
}

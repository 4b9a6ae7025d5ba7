import { useQuery } from '@tanstack/react-query'
import { MailPlus, Ticket, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Invite, invitesQuery, useInvites } from '@/api/people'
import { optionsQuery } from '@/api/session'
import { day } from '@/lib/format'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Confirm } from '@/ui/confirm'
import { Row, Rows, RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { Empty, Fault } from '@/ui/states'
import { toast } from '@/ui/toast'
import { NewInvite } from './new-invite'

/** Links by which people can make an account of their own. */
export default function Invites() {
  const { t } = useTranslation()
  const query = useQuery(invitesQuery)
  const { data: options } = useQuery(optionsQuery)
  const { revoke } = useInvites()
  const [inviting, setInviting] = useState(false)
  const [doomed, setDoomed] = useState<Invite | null>(null)
  const invite = (
    <Button look="solid" onClick={() => setInviting(true)}>
      <MailPlus className="size-4" aria-hidden />
      {t('admin.invite')}
    </Button>
  )
  return (
    <Section
      title={t('admin.tab.invites')}
      note={options && t(`admin.registration.${options.registration}`)}
      actions={query.data?.items.length ? invite : null}
    >
      {query.isPending ? (
        <RowsSkeleton count={2} />
      ) : query.isError ? (
        <Fault error={query.error} retry={query.refetch} />
      ) : query.data.items.length === 0 ? (
        <Empty icon={Ticket} title={t('admin.noInvites')} action={invite}>
          {t('admin.noInvitesHint')}
        </Empty>
      ) : (
        <Rows label={t('admin.tab.invites')}>
          {query.data.items.map((one) => (
            <Row
              key={one.id}
              title={t('admin.uses', { count: one.uses })}
              badges={<Badge tone={one.role === 'admin' ? 'accent' : 'plain'}>{t(`admin.role.${one.role}`)}</Badge>}
              note={`${t('admin.made', { when: day(one.created_at) })} · ${t('account.until', { when: day(one.expires_at) })}`}
              actions={
                <IconButton
                  label={t('admin.revokeInvite', { when: day(one.created_at) })}
                  onClick={() => setDoomed(one)}
                >
                  <Trash2 className="size-4" aria-hidden />
                </IconButton>
              }
            />
          ))}
        </Rows>
      )}
      {inviting && <NewInvite onClose={() => setInviting(false)} />}
      <Confirm
        open={doomed !== null}
        onOpenChange={() => setDoomed(null)}
        title={t('admin.revokeInviteTitle')}
        body={t('admin.revokeInviteBody')}
        action={t('account.revoke')}
        onConfirm={() => doomed && revoke.mutate(doomed.id, { onError: toast.fault })}
      />
    </Section>
  )
}

import { useQuery } from '@tanstack/react-query'
import { LogOut, Monitor, Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Session, sessionsQuery, useSessions } from '@/api/account'
import { ago, day } from '@/lib/format'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Row, Rows, RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { Fault } from '@/ui/states'
import { toast } from '@/ui/toast'
import { device, isMobile } from './device'

/** Where one is signed in, and how to be so no longer. */
export function Sessions() {
  const { t } = useTranslation()
  const query = useQuery(sessionsQuery)
  const { end, endOthers } = useSessions()
  const others = query.data?.items.some((one) => !one.current)
  const out = { onSuccess: () => toast.done(t('account.ended')), onError: toast.fault }
  return (
    <Section
      title={t('account.sessions')}
      note={t('account.sessionsNote')}
      actions={
        others && (
          <Button size="sm" disabled={endOthers.isPending} onClick={() => endOthers.mutate(undefined, out)}>
            {t('account.endOthers')}
          </Button>
        )
      }
    >
      {query.isPending ? (
        <RowsSkeleton count={2} />
      ) : query.isError ? (
        <Fault error={query.error} retry={query.refetch} />
      ) : (
        <Rows label={t('account.sessions')}>
          {query.data.items.map((session) => (
            <SessionRow key={session.id} session={session} onEnd={() => end.mutate(session.id, out)} />
          ))}
        </Rows>
      )}
    </Section>
  )
}

function SessionRow({ session, onEnd }: { session: Session; onEnd(): void }) {
  const { t } = useTranslation()
  const Icon = isMobile(session.user_agent) ? Smartphone : Monitor
  const name = device(session.user_agent) || t('account.unknownDevice')
  return (
    <Row
      title={
        <span className="inline-flex items-center gap-2.5">
          <Icon className="size-4 shrink-0 text-faint" aria-hidden />
          {name}
        </span>
      }
      badges={session.current && <Badge tone="good">{t('account.here')}</Badge>}
      note={[
        session.address,
        t('account.seen', { when: ago(session.seen_at) }),
        t('account.since', { when: day(session.created_at) }),
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={
        !session.current && (
          <IconButton label={t('account.end', { name })} onClick={onEnd}>
            <LogOut className="size-4" aria-hidden />
          </IconButton>
        )
      }
    />
  )
}

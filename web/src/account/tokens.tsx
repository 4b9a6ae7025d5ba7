import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ApiToken, tokensQuery, useTokens } from '@/api/account'
import { ago, day } from '@/lib/format'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Confirm } from '@/ui/confirm'
import { Row, Rows, RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { Fault } from '@/ui/states'
import { toast } from '@/ui/toast'
import { NewToken } from './new-token'

/** What programs sign in with. */
export function Tokens({ isAdmin }: { isAdmin: boolean }) {
  const { t } = useTranslation()
  const query = useQuery(tokensQuery)
  const { revoke } = useTokens()
  const [making, setMaking] = useState(false)
  const [doomed, setDoomed] = useState<ApiToken | null>(null)
  return (
    <Section
      title={t('account.tokens')}
      note={t('account.tokensNote')}
      actions={
        <Button size="sm" onClick={() => setMaking(true)}>
          <Plus className="size-4" aria-hidden />
          {t('account.newToken')}
        </Button>
      }
    >
      {query.isPending ? (
        <RowsSkeleton count={1} />
      ) : query.isError ? (
        <Fault error={query.error} retry={query.refetch} />
      ) : query.data.items.length === 0 ? (
        <p className="flex min-h-14 items-center gap-3 text-faint">
          <KeyRound className="size-4 shrink-0" aria-hidden />
          {t('account.noTokens')}
        </p>
      ) : (
        <Rows label={t('account.tokens')}>
          {query.data.items.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setDoomed(token)} />
          ))}
        </Rows>
      )}
      {making && <NewToken isAdmin={isAdmin} onClose={() => setMaking(false)} />}
      <Confirm
        open={doomed !== null}
        onOpenChange={() => setDoomed(null)}
        title={t('account.revokeTitle', { name: doomed?.name })}
        body={t('account.revokeBody')}
        action={t('account.revoke')}
        onConfirm={() => doomed && revoke.mutate(doomed.id, { onError: toast.fault })}
      />
    </Section>
  )
}

function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke(): void }) {
  const { t } = useTranslation()
  return (
    <Row
      title={token.name}
      badges={<Badge tone={token.scope === 'admin' ? 'accent' : 'plain'}>{t(`account.scope.${token.scope}`)}</Badge>}
      note={[
        token.used_at ? t('account.used', { when: ago(token.used_at) }) : t('account.unused'),
        token.expires_at ? t('account.until', { when: day(token.expires_at) }) : t('account.forever'),
      ].join(' · ')}
      actions={
        <IconButton label={t('account.revokeToken', { name: token.name })} onClick={onRevoke}>
          <Trash2 className="size-4" aria-hidden />
        </IconButton>
      }
    />
  )
}

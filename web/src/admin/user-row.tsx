import { Ban, CircleCheck, KeyRound, MoreHorizontal, ShieldCheck, ShieldOff, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type User, usePeople } from '@/api/people'
import { day } from '@/lib/format'
import { Badge } from '@/ui/badge'
import { IconButton } from '@/ui/button'
import { Menu, type MenuItem } from '@/ui/menu'
import { Row } from '@/ui/rows'
import { toast } from '@/ui/toast'

interface UserRowProps {
  user: User
  isMe: boolean
  onReset(): void
  onDelete(): void
}

/** A person, and what an admin may do about the account. */
export function UserRow({ user, isMe, onReset, onDelete }: UserRowProps) {
  const { t } = useTranslation()
  const { change } = usePeople()
  const isAdmin = user.role === 'admin'
  const set = (changes: { role?: User['role']; disabled?: boolean }, undo: typeof changes) =>
    change.mutate(
      { id: user.id, ...changes },
      {
        onSuccess: () =>
          toast.done(t('admin.changed', { name: user.name }), () => change.mutate({ id: user.id, ...undo })),
        onError: toast.fault,
      },
    )
  const items = (): MenuItem[] => [
    {
      kind: 'action',
      label: t(isAdmin ? 'admin.makeListener' : 'admin.makeAdmin'),
      icon: isAdmin ? ShieldOff : ShieldCheck,
      run: () => set({ role: isAdmin ? 'listener' : 'admin' }, { role: user.role }),
    },
    { kind: 'action', label: t('admin.resetPassword'), icon: KeyRound, run: onReset },
    {
      kind: 'action',
      label: t(user.disabled ? 'admin.enable' : 'admin.disable'),
      icon: user.disabled ? CircleCheck : Ban,
      run: () => set({ disabled: !user.disabled }, { disabled: user.disabled }),
    },
    { kind: 'line' },
    { kind: 'action', label: t('action.delete'), icon: Trash2, run: onDelete, danger: true },
  ]
  return (
    <Row
      title={user.name}
      badges={
        <>
          {isAdmin && <Badge tone="accent">{t('admin.role.admin')}</Badge>}
          {isMe && <Badge>{t('admin.you')}</Badge>}
          {user.disabled && <Badge tone="danger">{t('admin.disabled')}</Badge>}
          {user.must_change_password && <Badge>{t('admin.oneTime')}</Badge>}
        </>
      }
      note={t('account.since', { when: day(user.created_at) })}
      actions={
        !isMe && (
          <Menu items={items} label={user.name}>
            <IconButton label={t('admin.more', { name: user.name })}>
              <MoreHorizontal className="size-5" aria-hidden />
            </IconButton>
          </Menu>
        )
      }
    />
  )
}

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Keyboard, LogOut, Settings, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '@/api/session'
import { Menu, type MenuItem } from '@/ui/menu'
import type { Opened } from '@/ui/on-demand'
import { toggleShell } from './shell-store'
import { useSignOut } from './use-sign-out'

/** What one can do about oneself. */
const AccountMenu: Opened = ({ button }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const leave = useSignOut()
  const { data: me } = useQuery(meQuery)

  const items = (): MenuItem[] => [
    { kind: 'action', label: t('nav.account'), icon: Settings, run: () => navigate({ to: '/account' }) },
    ...(me?.role === 'admin'
      ? [{ kind: 'action', label: t('nav.admin'), icon: ShieldCheck, run: () => navigate({ to: '/admin' }) } as const]
      : []),
    { kind: 'action', label: t('shortcuts.title'), icon: Keyboard, run: () => toggleShell('shortcuts') },
    { kind: 'line' },
    { kind: 'action', label: t('nav.signOut'), icon: LogOut, run: leave },
  ]

  return (
    <Menu items={items} label={me?.name} defaultOpen>
      {button}
    </Menu>
  )
}

export default AccountMenu

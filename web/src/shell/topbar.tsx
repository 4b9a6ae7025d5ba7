import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { CircleUserRound, Keyboard, LogOut, Search, Settings, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { meQuery, signOut } from '@/api/session'
import { useControls } from '@/player/context'
import { Key } from '@/ui/key'
import { Menu, type MenuItem } from '@/ui/menu'
import { toggleShell } from './shell-store'
import { Wordmark } from './wordmark'

/** The search box, and who is here. */
export function Topbar() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const controls = useControls()
  const { data: me } = useQuery(meQuery)

  const leave = async () => {
    controls.clear()
    await signOut().catch(() => {})
    client.clear()
    await navigate({ to: '/sign-in' })
  }

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
    <header className="flex items-center gap-3 px-4 py-3 sm:px-6">
      <Link to="/" className="lg:hidden" aria-label="musicsim">
        <Wordmark />
      </Link>
      <button
        type="button"
        onClick={() => toggleShell('palette')}
        className="mx-auto hidden h-10 w-full max-w-lg items-center gap-3 rounded-full border border-line bg-surface px-4 text-faint text-sm hover:border-faint sm:flex lg:mx-0"
      >
        <Search className="size-4" aria-hidden />
        <span className="flex-1 truncate text-left">{t('palette.placeholder')}</span>
        <Key>Ctrl K</Key>
      </button>
      <div className="ml-auto">
        <Menu items={items} label={me?.name}>
          <button
            type="button"
            className="flex items-center gap-2 rounded-full px-2 py-1.5 text-soft hover:bg-raised hover:text-ink"
          >
            <CircleUserRound className="size-6" aria-hidden />
            <span className="hidden max-w-32 truncate text-sm sm:block">{me?.name}</span>
            <span className="sr-only sm:hidden">{t('nav.account')}</span>
          </button>
        </Menu>
      </div>
    </header>
  )
}

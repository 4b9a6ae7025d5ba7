import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { CircleUserRound, Keyboard, LogOut, Settings, ShieldCheck, SquareTerminal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '@/api/session'
import { SearchField } from '@/library/search-field'
import { IconButton } from '@/ui/button'
import { Menu, type MenuItem } from '@/ui/menu'
import { toggleShell } from './shell-store'
import { useSignOut } from './use-sign-out'
import { Wordmark } from './wordmark'

/** The search box, and who is here. */
export function Topbar() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const leave = useSignOut()
  const { data: me } = useQuery(meQuery)
  const searching = useRouterState({ select: ({ location }) => location.pathname === '/search' })
  const asked = useRouterState({ select: ({ location }) => (searching ? (location.search.q ?? '') : '') })

  const search = (q: string) =>
    navigate({ to: '/search', search: { q: q.trim() || undefined }, replace: searching, resetScroll: false })

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
    <header className="flex items-center gap-2 px-4 py-3 sm:px-6">
      <Link to="/" className="lg:hidden" aria-label="musicsim">
        <Wordmark />
      </Link>
      <div className="mx-auto hidden w-full max-w-lg sm:block lg:mx-0">
        <SearchField id="search" label={t('search.everything')} value={asked} onChange={search} />
      </div>
      <div className="ml-auto flex items-center">
        <IconButton label={t('palette.label')} shortcut="Ctrl K" onClick={() => toggleShell('palette')}>
          <SquareTerminal className="size-[1.125rem]" aria-hidden />
        </IconButton>
        <Menu items={items} label={me?.name}>
          <button
            type="button"
            className="flex min-h-11 items-center gap-2 rounded-full px-2 py-1.5 text-soft hover:bg-raised hover:text-ink"
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

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { CircleUserRound, SquareTerminal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '@/api/session'
import { lazyPart } from '@/lib/part'
import { SearchField } from '@/library/search-field'
import { IconButton } from '@/ui/button'
import { OnDemand } from '@/ui/on-demand'
import { toggleShell } from './shell-store'
import { Wordmark } from './wordmark'

const AccountMenu = lazyPart(() => import('./account-menu'))

/** The search box, and who is here. */
export function Topbar() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const searching = useRouterState({ select: ({ location }) => location.pathname === '/search' })
  const asked = useRouterState({ select: ({ location }) => (searching ? (location.search.q ?? '') : '') })

  const search = (q: string) =>
    navigate({ to: '/search', search: { q: q.trim() || undefined }, replace: searching, resetScroll: false })

  const account = (
    <button
      type="button"
      className="flex min-h-11 items-center gap-2 rounded-full px-2 py-1.5 text-soft hover:bg-raised hover:text-ink"
    >
      <CircleUserRound className="size-6" aria-hidden />
      <span className="hidden max-w-32 truncate text-sm sm:block">{me?.name}</span>
      <span className="sr-only sm:hidden">{t('nav.account')}</span>
    </button>
  )

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
        <OnDemand button={account} kind="menu" opened={AccountMenu} />
      </div>
    </header>
  )
}

import { Link } from '@tanstack/react-router'
import { Library } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { DISCOVER, HOME, PLAYLISTS, type Place, SEARCH } from './places'

const PLACES: readonly Place[] = [
  HOME,
  { to: '/library', name: 'nav.library', icon: Library },
  DISCOVER[0] as Place,
  PLAYLISTS,
  SEARCH,
]
const FACE =
  'flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 py-2 text-[0.6875rem] text-faint data-[status=active]:text-accent-strong'

/** Where one can go, under the thumb; on narrow screens. */
export function BottomNav() {
  const { t } = useTranslation()
  return (
    <nav
      aria-label={t('nav.main')}
      className="flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {PLACES.map(({ to, name, icon: Icon }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} className={FACE}>
          <Icon className="size-5" aria-hidden />
          {t(name)}
        </Link>
      ))}
    </nav>
  )
}

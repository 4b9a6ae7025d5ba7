import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '@/api/session'
import { ADMIN, CLIP, DISCOVER, LIBRARY, YOURS } from '@/shell/places'
import { Page } from '@/ui/page'

/** The ways into the library, for small screens, which have no sidebar. */
export default function Library() {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const places = [...LIBRARY, ...DISCOVER.slice(1), CLIP, ...YOURS, ...(me?.role === 'admin' ? [ADMIN] : [])]
  return (
    <Page title={t('nav.library')}>
      <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
        {places.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link to={to} className="flex items-center gap-4 px-4 py-4 hover:bg-raised">
              <Icon className="size-5 text-accent" aria-hidden />
              <span className="flex-1 font-medium">{t(name)}</span>
              <ChevronRight className="size-4 text-faint" aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  )
}

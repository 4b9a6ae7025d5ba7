import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { playlistsQuery } from '@/api/playlists'
import { meQuery } from '@/api/session'
import { SidebarPlaylist } from '@/playlists/sidebar-playlist'
import { IconButton } from '@/ui/button'
import { ADMIN, DISCOVER, HOME, LIBRARY, type Place, YOURS } from './places'
import { toggleShell } from './shell-store'
import { Wordmark } from './wordmark'

/** Where one can go; on wide screens. */
export function Sidebar() {
  const { t } = useTranslation()
  const { data: playlists } = useQuery(playlistsQuery)
  const { data: me } = useQuery(meQuery)
  return (
    <nav aria-label={t('nav.main')} className="flex h-full flex-col gap-4 overflow-y-auto px-3 pt-5 pb-6">
      <Link to="/" className="px-3" aria-label="musicsim">
        <Wordmark />
      </Link>
      <Group places={[HOME, ...YOURS]} />
      <Group title={t('nav.library')} places={LIBRARY} />
      <Group title={t('nav.discover')} places={DISCOVER} />
      {me?.role === 'admin' && <Group places={[ADMIN]} />}
      <div>
        <div className="flex items-center justify-between pr-1 pl-3">
          <Link to="/playlists" className="font-semibold text-faint text-xs uppercase tracking-wider hover:text-ink">
            {t('nav.playlists')}
          </Link>
          <IconButton label={t('nav.newPlaylist')} size="sm" onClick={() => toggleShell('naming')}>
            <Plus className="size-4" aria-hidden />
          </IconButton>
        </div>
        <ul className="mt-1">
          {playlists?.items.map((playlist) => (
            <SidebarPlaylist key={playlist.id} playlist={playlist} />
          ))}
        </ul>
      </div>
    </nav>
  )
}

function Group({ title, places }: { title?: string; places: readonly Place[] }) {
  const { t } = useTranslation()
  return (
    <div>
      {title && <p className="mb-1 px-3 font-semibold text-faint text-xs uppercase tracking-wider">{title}</p>}
      <ul>
        {places.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              className="flex items-center gap-3 rounded-lg px-3 py-1.5 font-medium pointer-coarse:py-2.5 text-soft hover:bg-raised hover:text-ink data-[status=active]:bg-wash data-[status=active]:text-accent-strong"
            >
              <Icon className="size-[1.125rem]" aria-hidden />
              {t(name)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps, useNavigate, useSearch } from '@tanstack/react-router'
import { Folder, ListMusic, type LucideIcon, Search as SearchIcon, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { playlistsQuery } from '@/api/playlists'
import { searchQuery } from '@/api/search'
import { folded } from '@/lib/folded'
import { AlbumCard } from '@/library/album-card'
import { foldersCalled } from '@/library/folders-called'
import { Monogram } from '@/library/monogram'
import { rowsOf } from '@/library/rows'
import { SearchField } from '@/library/search-field'
import { useScroller } from '@/shell/scroller'
import { TrackTable } from '@/tracks/track-table'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { buttonClasses } from '@/ui/button'
import { Card, Shelf } from '@/ui/card'
import { Page } from '@/ui/page'
import { Empty, Fault } from '@/ui/states'

const MOST = 20

/** Whatever is called like what one types: artists, albums, playlists, folders, tracks. */
export default function Search() {
  const { t } = useTranslation()
  const { q = '' } = useSearch({ from: '/inside/search' })
  const navigate = useNavigate({ from: '/search' })
  const scroller = useScroller()
  const { data: found, isPending, isError, error, refetch } = useQuery(searchQuery(q, MOST))
  const { data: own } = useQuery(playlistsQuery)
  const playlists = q ? (own?.items ?? []).filter(({ name }) => folded(name).includes(folded(q))) : []
  const folders = found ? foldersCalled(found.tracks, q) : []
  const nothing =
    found &&
    !found.tracks.length &&
    !found.albums.length &&
    !found.artists.length &&
    !playlists.length &&
    !folders.length

  return (
    <Page title={t('search.title')} className="[&_h1]:sr-only sm:[&_h1]:not-sr-only">
      <div className="-mt-4 mb-6 sm:hidden">
        <SearchField
          label={t('search.everything')}
          value={q}
          autoFocus
          onChange={(text) => navigate({ search: { q: text.trim() || undefined }, replace: true })}
        />
      </div>
      {q === '' ? (
        <Empty
          icon={SearchIcon}
          title={t('search.hint')}
          action={
            <Link to="/discover" className={buttonClasses()}>
              {t('search.discover')}
            </Link>
          }
        >
          {t('search.hintMore')}
        </Empty>
      ) : isPending ? (
        <TrackTableSkeleton rows={10} />
      ) : isError && !found ? (
        <Fault error={error} retry={refetch} />
      ) : nothing ? (
        <Empty
          icon={SearchX}
          title={t('search.none', { text: q })}
          action={
            <Link to="/discover" search={{ q }} className={buttonClasses()}>
              {t('search.discover')}
            </Link>
          }
        >
          {t('search.noneHint')}
        </Empty>
      ) : (
        <>
          {found.artists.length > 0 && (
            <Shelf title={t('nav.artists')}>
              {found.artists.map((artist) => (
                <Card
                  key={artist.id}
                  link={{ to: '/artists/$id', params: { id: artist.id } }}
                  title={artist.name}
                  note={t('count.tracks', { count: artist.tracks })}
                  picture={<Monogram name={artist.name} className="aspect-square w-full text-4xl" />}
                  round
                />
              ))}
            </Shelf>
          )}
          {found.albums.length > 0 && (
            <Shelf title={t('nav.albums')}>
              {found.albums.map((album) => (
                <AlbumCard key={album.id} album={album} eager />
              ))}
            </Shelf>
          )}
          <Places
            title={t('nav.playlists')}
            icon={ListMusic}
            places={playlists.map(({ id, name }) => ({ name, link: { to: '/playlists/$id', params: { id } } }))}
          />
          <Places
            title={t('nav.folders')}
            icon={Folder}
            places={folders.map((path) => ({
              name: path.split('/').at(-1) ?? path,
              note: path.split('/').slice(0, -1).join(' / '),
              link: { to: '/folders', search: { path } },
            }))}
          />
          {found.tracks.length > 0 && (
            <section>
              <div className="mb-2 flex items-baseline justify-between gap-4">
                <h2 className="font-semibold text-xl tracking-tight">{t('nav.tracks')}</h2>
                <Link to="/tracks" search={{ q }} className="text-faint text-sm hover:text-ink hover:underline">
                  {t('action.seeAll')}
                </Link>
              </div>
              <TrackTable rows={rowsOf(found.tracks)} context="search" scroller={scroller} />
            </section>
          )}
        </>
      )}
    </Page>
  )
}

interface PlacesProps {
  title: string
  icon: LucideIcon
  places: { name: string; note?: string; link: LinkProps }[]
}

/** Playlists or folders, a small box each. */
function Places({ title, icon: Icon, places }: PlacesProps) {
  if (!places.length) return null
  return (
    <section className="mb-12">
      <h2 className="mb-4 font-semibold text-xl tracking-tight">{title}</h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] gap-2">
        {places.map(({ name, note, link }) => (
          <li key={`${note}/${name}`}>
            <Link
              {...link}
              className="flex min-h-14 items-center gap-3 rounded-xl border border-line bg-surface px-4 py-2 hover:bg-raised"
            >
              <Icon className="size-5 shrink-0 text-accent" aria-hidden />
              <span className="min-w-0">
                <span className="block truncate font-medium">{name}</span>
                {note && <span className="block truncate text-faint text-sm">{note}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

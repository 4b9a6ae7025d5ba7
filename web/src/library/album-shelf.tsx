import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AlbumConditions, albumsQuery } from '@/api/lists'
import { Shelf, ShelfSkeleton } from '@/ui/card'
import { AlbumCard } from './album-card'

/** How many of them are on it; all are on a page of their own. */
const MOST = 24

/** The albums of an artist or a genre. */
export function AlbumShelf({ of, sort }: { of: Pick<AlbumConditions, 'artist' | 'genre'>; sort: 'year' | 'artist' }) {
  const { t } = useTranslation()
  const { data, isPending, hasNextPage } = useInfiniteQuery(albumsQuery({ ...of, sort, limit: MOST }))
  if (isPending) return <ShelfSkeleton />
  const [page] = data?.pages ?? []
  if (!page?.items.length) return null
  const all = { to: '/albums' as const, search: { artist: of.artist ?? undefined, genre: of.genre ?? undefined, sort } }
  return (
    <Shelf title={t('nav.albums')} more={hasNextPage ? all : undefined}>
      {page.items.map((album) => (
        <AlbumCard key={album.id} album={album} />
      ))}
    </Shelf>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Disc3 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { albumsQuery } from '@/api/lists'
import { AlbumCard } from '@/library/album-card'
import { AlbumOwner } from '@/library/album-owner'
import { SortMenu } from '@/library/sort-menu'
import { useScroller } from '@/shell/scroller'
import { GridSkeleton } from '@/ui/card'
import { List } from '@/ui/list'
import { Page } from '@/ui/page'
import { Empty } from '@/ui/states'
import { TallGrid } from '@/ui/tall-grid'

/** All albums, or those of an artist or a genre, as covers. */
export default function Albums() {
  const { t } = useTranslation()
  const scroller = useScroller()
  const { artist, genre, sort = 'added', reverse = false } = useSearch({ from: '/inside/albums' })
  const navigate = useNavigate({ from: '/albums' })
  const query = useInfiniteQuery(albumsQuery({ artist, genre, sort, reverse }))
  return (
    <Page
      title={t('nav.albums')}
      note={(artist || genre) && <AlbumOwner artist={artist} genre={genre} />}
      actions={
        <SortMenu
          order={sort}
          reverse={reverse}
          orders={[
            { order: 'added', name: t('track.added') },
            { order: 'name', name: t('track.title') },
            { order: 'artist', name: t('track.artist') },
            { order: 'year', name: t('track.year') },
          ]}
          onChange={(order, turned) =>
            navigate({ search: { artist, genre, sort: order, reverse: turned || undefined }, replace: true })
          }
        />
      }
    >
      <List
        query={query}
        skeleton={<GridSkeleton />}
        empty={
          <Empty icon={Disc3} title={t('library.noAlbums')}>
            {t('library.noAlbumsHint')}
          </Empty>
        }
      >
        {(albums, more, hasMore) => (
          <TallGrid
            label={t('nav.albums')}
            items={albums}
            idOf={({ id }) => id}
            scroller={scroller}
            more={more}
            hasMore={hasMore}
            card={(album, { index, reachable }) => <AlbumCard album={album} eager={index < 12} reachable={reachable} />}
          />
        )}
      </List>
    </Page>
  )
}

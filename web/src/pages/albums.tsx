import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Disc3 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { albumsQuery } from '@/api/lists'
import { AlbumCard } from '@/library/album-card'
import { SortMenu } from '@/library/sort-menu'
import { Grid, GridSkeleton } from '@/ui/card'
import { List, NearEnd } from '@/ui/list'
import { Page } from '@/ui/page'
import { Empty } from '@/ui/states'

/** All albums, as covers. */
export default function Albums() {
  const { t } = useTranslation()
  const { sort = 'added', reverse = false } = useSearch({ from: '/inside/albums' })
  const navigate = useNavigate({ from: '/albums' })
  const query = useInfiniteQuery(albumsQuery({ sort, reverse }))
  return (
    <Page
      title={t('nav.albums')}
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
            navigate({ search: { sort: order, reverse: turned || undefined }, replace: true })
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
        {(albums, more) => (
          <>
            <Grid>
              {albums.map((album, index) => (
                <AlbumCard key={album.id} album={album} eager={index < 12} />
              ))}
            </Grid>
            <NearEnd more={more} />
          </>
        )}
      </List>
    </Page>
  )
}

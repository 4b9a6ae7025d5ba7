import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { MicVocal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { artistsQuery } from '@/api/lists'
import { Monogram } from '@/library/monogram'
import { SortMenu } from '@/library/sort-menu'
import { useScroller } from '@/shell/scroller'
import { Card, GridSkeleton } from '@/ui/card'
import { List } from '@/ui/list'
import { Page } from '@/ui/page'
import { Empty } from '@/ui/states'
import { TallGrid } from '@/ui/tall-grid'

/** Everybody who plays. */
export default function Artists() {
  const { t } = useTranslation()
  const scroller = useScroller()
  const { sort = 'name', reverse = false } = useSearch({ from: '/inside/artists' })
  const navigate = useNavigate({ from: '/artists' })
  const query = useInfiniteQuery(artistsQuery({ sort, reverse }))
  return (
    <Page
      title={t('nav.artists')}
      actions={
        <SortMenu
          order={sort}
          reverse={reverse}
          orders={[
            { order: 'name', name: t('library.name') },
            { order: 'tracks', name: t('library.mostTracks') },
          ]}
          onChange={(order, turned) =>
            navigate({ search: { sort: order, reverse: turned || undefined }, replace: true })
          }
        />
      }
    >
      <List
        query={query}
        skeleton={<GridSkeleton round />}
        empty={
          <Empty icon={MicVocal} title={t('library.noArtists')}>
            {t('library.noAlbumsHint')}
          </Empty>
        }
      >
        {(artists, more, hasMore) => (
          <TallGrid
            label={t('nav.artists')}
            items={artists}
            idOf={({ id }) => id}
            scroller={scroller}
            more={more}
            hasMore={hasMore}
            card={(artist, { reachable }) => (
              <Card
                link={{ to: '/artists/$id', params: { id: artist.id } }}
                title={artist.name}
                note={t('count.tracks', { count: artist.tracks })}
                picture={<Monogram name={artist.name} className="aspect-square w-full text-4xl" />}
                round
                reachable={reachable}
              />
            )}
          />
        )}
      </List>
    </Page>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Heart, Play, Shuffle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { favouritesQuery } from '@/api/lists'
import { shuffled } from '@/lib/shuffled'
import { rowsOf } from '@/library/rows'
import { useControls } from '@/player/context'
import { useScroller } from '@/shell/scroller'
import { TrackTable } from '@/tracks/track-table'
import { Button } from '@/ui/button'
import { List } from '@/ui/list'
import { Page } from '@/ui/page'
import { Empty } from '@/ui/states'

/** What somebody likes, the newest first. */
export default function Favourites() {
  const { t } = useTranslation()
  const controls = useControls()
  const scroller = useScroller()
  const query = useInfiniteQuery(favouritesQuery)
  const tracks = query.data?.pages.flatMap((page) => page.items.map((one) => one.track)) ?? []
  const present = tracks.filter((track) => track.missing_since === null)
  return (
    <Page
      title={t('nav.favourites')}
      actions={
        present.length > 0 && (
          <>
            <Button look="solid" onClick={() => controls.playSongs(present, 0, 'favourites')}>
              <Play className="size-4 fill-current" aria-hidden />
              {t('action.playAll')}
            </Button>
            <Button onClick={() => controls.playSongs(shuffled(present), 0, 'favourites')}>
              <Shuffle className="size-4" aria-hidden />
              {t('action.shuffle')}
            </Button>
          </>
        )
      }
    >
      <List
        query={query}
        empty={
          <Empty icon={Heart} title={t('library.noFavourites')}>
            {t('library.noFavouritesHint')}
          </Empty>
        }
      >
        {(items, more, hasMore) => (
          <TrackTable
            rows={rowsOf(items.map((item) => item.track))}
            context="favourites"
            scroller={scroller}
            more={more}
            hasMore={hasMore}
          />
        )}
      </List>
    </Page>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Tag } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { genresQuery } from '@/api/lists'
import { tint } from '@/library/tint'
import { List, NearEnd } from '@/ui/list'
import { Page } from '@/ui/page'
import { Empty, Skeleton } from '@/ui/states'

const GRID = 'grid grid-cols-[repeat(auto-fill,minmax(min(13rem,44vw),1fr))] gap-4'

/** What the files say that they are. */
export default function Genres() {
  const { t } = useTranslation()
  const query = useInfiniteQuery(genresQuery)
  return (
    <Page title={t('nav.genres')}>
      <List
        query={query}
        skeleton={
          <div className={GRID}>
            {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => (
              <Skeleton key={key} className="h-24 rounded-2xl" />
            ))}
          </div>
        }
        empty={
          <Empty icon={Tag} title={t('library.noGenres')}>
            {t('library.noGenresHint')}
          </Empty>
        }
      >
        {(genres, more) => (
          <>
            <div className={GRID}>
              {genres.map((genre) => (
                <Link
                  key={genre.id}
                  to="/genres/$id"
                  params={{ id: genre.id }}
                  className="flex h-24 flex-col justify-end rounded-2xl p-4 text-white transition-transform hover:scale-[1.02]"
                  style={{ background: tint(genre.name) }}
                >
                  <span className="truncate font-semibold text-lg leading-tight">{genre.name}</span>
                  <span className="text-sm text-white/85">{t('count.tracks', { count: genre.tracks })}</span>
                </Link>
              ))}
            </div>
            <NearEnd more={more} />
          </>
        )}
      </List>
    </Page>
  )
}

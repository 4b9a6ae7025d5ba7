import { useInfiniteQuery } from '@tanstack/react-query'
import { Dices, Heart, LoaderCircle, Play } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { genresQuery } from '@/api/lists'
import type { NewRadio } from '@/api/radio'
import type { Filters } from '@/filters/filters'
import { percent } from '@/lib/format'
import { lazyPart } from '@/lib/part'
import { currentEntry } from '@/player/queue'
import { usePlayer } from '@/player/store'
import { Suggest } from '@/tracks/suggest'
import type { Suggestion } from '@/tracks/suggestions'
import { Button } from '@/ui/button'
import { Slider } from '@/ui/slider'
import { Skeleton } from '@/ui/states'
import { toast } from '@/ui/toast'
import { ofAnything, ofGenre, type useStartRadio } from './use-start'

const StartFilters = lazyPart(() => import('./start-filters'))

const KINDS = ['track', 'artist', 'album', 'playlist', 'genre', 'tag', 'favourites', 'words'] as const
const USUAL = 30

/** Where a radio may begin: with anything. */
export function Start({ start }: { start: ReturnType<typeof useStartRadio> }) {
  const { t } = useTranslation()
  const [exploration, setExploration] = useState(USUAL)
  const [filters, setFilters] = useState<Filters>({})
  const [unheard, setUnheard] = useState<number>()
  const playing = usePlayer(({ queue }) => currentEntry(queue)?.song)
  const genres = useInfiniteQuery(genresQuery)
  const first = genres.data?.pages[0]?.items.slice(0, 6) ?? []

  const begin = async (wish: NewRadio | Promise<NewRadio>) => {
    try {
      const { seeds, filters: own = filters } = await wish
      start.mutate({ seeds, filters: { ...own, heard_within: unheard }, exploration: exploration / 100 })
    } catch (problem) {
      toast.fault(problem)
    }
  }
  const pick = ({ kind, id }: Suggestion<(typeof KINDS)[number]>) =>
    begin(kind === 'genre' ? ofGenre(id, filters) : { seeds: [{ kind, id }] })

  return (
    <section aria-label={t('radio.start')} className="rounded-3xl border border-line bg-surface p-4 sm:p-5">
      <h2 className="mb-3 flex items-center gap-3 font-semibold text-lg tracking-tight">
        {t('radio.start')}
        {start.isPending && (
          <LoaderCircle className="size-4 animate-spin text-faint" aria-label={t('player.loading')} />
        )}
      </h2>
      <Suggest label={t('radio.field')} placeholder={t('radio.field')} kinds={KINDS} onPick={pick} />
      <div className="mt-3 flex flex-wrap gap-2">
        {playing && (
          <Button
            size="sm"
            className="max-w-full"
            onClick={() => begin({ seeds: [{ kind: 'track', id: playing.id }] })}
          >
            <Play className="size-3.5 shrink-0 fill-current" aria-hidden />
            <span className="truncate">{t('radio.fromThis', { title: playing.title })}</span>
          </Button>
        )}
        <Button size="sm" onClick={() => begin({ seeds: [{ kind: 'favourites' }] })}>
          <Heart className="size-3.5" aria-hidden />
          {t('nav.favourites')}
        </Button>
        <Button size="sm" onClick={() => begin(ofAnything(filters))}>
          <Dices className="size-3.5" aria-hidden />
          {t('radio.anything')}
        </Button>
      </div>
      {/* one line, however many there are, so that nothing moves when they come */}
      {(genres.isPending || first.length > 0) && (
        <div className="mt-2 flex h-11 items-center gap-2 overflow-x-auto">
          {first.map(({ name }) => (
            <Button key={name} size="sm" look="outline" onClick={() => begin(ofGenre(name, filters))}>
              {name}
            </Button>
          ))}
        </div>
      )}
      <div className="mt-5">
        <p className="mb-1.5 font-medium text-sm text-soft">{t('radio.only')}</p>
        <Suspense fallback={<Skeleton className="h-9 w-full rounded-full pointer-coarse:h-12" />}>
          <StartFilters filters={filters} unheard={unheard} onFilters={setFilters} onUnheard={setUnheard} />
        </Suspense>
      </div>
      <div className="mt-4 max-w-md">
        <p className="mb-1 font-medium text-sm text-soft">{t('radio.exploration')}</p>
        <Slider
          label={t('radio.exploration')}
          value={exploration}
          min={0}
          max={100}
          step={5}
          onChange={setExploration}
          say={(value) => percent(value / 100)}
          className="h-8"
        />
        <div className="flex justify-between text-faint text-xs">
          <span>{t('radio.near')}</span>
          <span>{t('radio.far')}</span>
        </div>
      </div>
    </section>
  )
}

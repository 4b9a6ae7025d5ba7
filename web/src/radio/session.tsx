import { useQuery } from '@tanstack/react-query'
import { Play, RadioTower } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { radioQuery } from '@/api/radio'
import { CONDITIONS, filtersOf } from '@/filters/filters'
import { useFilterText } from '@/filters/use-filter-text'
import { dayAndTime } from '@/lib/format'
import { radioContext } from '@/player/radio'
import { usePlayer } from '@/player/store'
import { Button } from '@/ui/button'
import { Fault, Skeleton } from '@/ui/states'
import { Now } from './now'
import { useResume } from './past'
import { useRadioName } from './seed-names'

/** One radio: what it plays or, when it does not play, how to go on with it. */
export function Session({ id }: { id: string }) {
  const { t } = useTranslation()
  const nameOf = useRadioName()
  const filterText = useFilterText()
  const resume = useResume()
  const query = useQuery(radioQuery(id))
  const queue = usePlayer((player) => player.queue)
  const context = radioContext(id)
  const playing = queue.entries[queue.current]
  const next = queue.entries.slice(queue.current + 1).filter((entry) => entry.context === context)
  if (query.isError) return <Fault error={query.error} retry={query.refetch} />
  if (!query.data) return <Skeleton className="h-[22rem] rounded-3xl" />
  const radio = query.data
  const name = nameOf(radio)
  const here = playing?.context === context
  const filters = filtersOf(radio.filters)
  const narrowed = CONDITIONS.flatMap((one) => {
    const value = filterText(filters, one)
    if (value === null || value === name.toLowerCase()) return []
    return one === 'favourite' ? [value] : [`${t(`filter.${one}`)} ${value}`]
  })
  return (
    <>
      <h2 className="truncate font-semibold text-xl tracking-tight">{t('radio.of', { name })}</h2>
      <p className="mb-3 text-faint text-sm">{narrowed.join(' · ')}</p>
      {here ? (
        <Now radio={radio} entry={playing} next={next} />
      ) : (
        <section className="flex flex-wrap items-center gap-4 rounded-3xl border border-line bg-surface p-5">
          <span className="grid size-14 shrink-0 place-items-center rounded-2xl bg-wash text-accent">
            <RadioTower className="size-7" aria-hidden />
          </span>
          <div className="min-w-0 flex-1">
            <p className="font-medium">{t(radio.ended ? 'radio.exhausted' : 'radio.rests')}</p>
            <p className="text-faint text-sm">
              {t('count.tracks', { count: radio.count })} · {dayAndTime(radio.changed_at)}
            </p>
          </div>
          {!radio.ended && (
            <Button look="solid" disabled={resume.isPending} onClick={() => resume.mutate(id)}>
              <Play className="size-4 fill-current" aria-hidden />
              {t('radio.goOn')}
            </Button>
          )}
        </section>
      )}
    </>
  )
}

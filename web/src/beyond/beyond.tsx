import { useQuery } from '@tanstack/react-query'
import { Globe, LoaderCircle } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BeyondWishes, beyondQuery } from '@/api/beyond'
import { capabilitiesQuery } from '@/api/operating'
import { meQuery } from '@/api/session'
import type { TrackDetails } from '@/api/tracks'
import { ToggleChip } from '@/filters/filter-chip'
import { Fault, Skeleton } from '@/ui/states'
import { Cyanite } from './cyanite'
import { OutsideGrid } from './outside-grid'
import { Sources } from './sources'

const CHIPS = [
  { wish: 'same_bpm', name: 'sameBpm' },
  { wish: 'same_genre', name: 'sameGenre' },
  { wish: 'matching_key', name: 'matchingKey' },
] as const

/** Music like this that is not here, where services are set up to know of it. */
export default function Beyond({ track }: { track: TrackDetails }) {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const { data: capabilities } = useQuery(capabilitiesQuery)
  const [wishes, setWishes] = useState<BeyondWishes>({})
  const abilities = capabilities?.recommendations
  const query = useQuery({
    ...beyondQuery(track.id, wishes),
    enabled: abilities?.tracks === true,
  })
  if (!abilities) return null
  return (
    <section aria-labelledby="beyond-title">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h2 id="beyond-title" className="font-semibold text-xl tracking-tight">
            {t('beyond.title')}
          </h2>
          {abilities.tracks && <p className="text-faint text-sm">{t('beyond.note')}</p>}
        </div>
        {abilities.tracks && abilities.filters && (
          <div className="flex flex-wrap gap-2">
            {CHIPS.map(({ wish, name }) => (
              <ToggleChip
                key={wish}
                on={wishes[wish] === true}
                onClick={() => setWishes({ ...wishes, [wish]: wishes[wish] ? undefined : true })}
              >
                {t(`beyond.${name}`)}
              </ToggleChip>
            ))}
          </div>
        )}
      </div>
      {!abilities.tracks ? (
        <p className="flex items-center gap-4 rounded-2xl bg-sunken p-5 text-faint text-sm">
          <Globe className="size-5 shrink-0" aria-hidden />
          <span>
            {t('beyond.off')} {me?.role === 'admin' && t('beyond.offAdmin')}
          </span>
        </p>
      ) : query.isPending ? (
        <Skeleton className="h-52" />
      ) : query.isError && !query.data ? (
        <Fault error={query.error} retry={query.refetch} />
      ) : (
        query.data && (
          <>
            <OutsideGrid items={query.data.items} waiting={query.data.refreshing} context={`beyond:${track.id}`} />
            {query.data.refreshing && (
              <p role="status" className="mt-4 flex items-center gap-2 text-faint text-sm">
                <LoaderCircle className="size-4 animate-spin" aria-hidden />
                {t('beyond.refreshing')}
              </p>
            )}
            <Sources sources={query.data.sources} />
          </>
        )
      )}
      {abilities.uploads && me?.role === 'admin' && <Cyanite track={track} />}
    </section>
  )
}

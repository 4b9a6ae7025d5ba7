import { useQuery } from '@tanstack/react-query'
import { Map as MapIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { answered, api } from '@/api/client'
import { keys } from '@/api/keys'
import { count } from '@/lib/format'
import { Empty } from '@/ui/states'

/** There is no map yet: why, and when there will be. It appears by itself. */
export function NoMap() {
  const { t } = useTranslation()
  const { data: status } = useQuery({
    queryKey: keys.status,
    refetchInterval: 5_000,
    queryFn: ({ signal }) => answered(api.GET('/api/v1/library/status', { signal })),
  })
  const { analysed = 0, pending = 0, present = 0 } = status?.counts ?? {}
  return (
    <div role="status">
      <Empty icon={MapIcon} title={t(analysed ? 'map.making' : 'map.none')}>
        {present === 0 ? t('map.noTracks') : t(pending ? 'map.listening' : 'map.soon')}
        {present > 0 && pending > 0 && (
          <div className="mt-5">
            <div className="h-1.5 overflow-hidden rounded-full bg-raised">
              <div className="h-full bg-accent" style={{ width: `${(100 * analysed) / (analysed + pending)}%` }} />
            </div>
            <p className="tabular mt-2 text-sm">
              {t('map.progress', { done: count(analysed), all: count(analysed + pending) })}
            </p>
          </div>
        )}
      </Empty>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { mapQuery } from '@/api/map'
import { MapView } from '@/map/map-view'
import { NoMap } from '@/map/no-map'
import { Page } from '@/ui/page'
import { Fault, Skeleton } from '@/ui/states'
import { Title } from '@/ui/title'

/** The whole library at a glance: what sounds alike lies together. */
export default function MapPage() {
  const { t } = useTranslation()
  const map = useQuery(mapQuery)
  if (map.data?.count) return <MapView map={map.data} />
  if (map.isPending)
    return (
      <div className="h-full p-3 sm:p-4">
        <Title>{t('nav.map')}</Title>
        <Skeleton className="size-full rounded-3xl" />
      </div>
    )
  return <Page title={t('nav.map')}>{map.isError ? <Fault error={map.error} retry={map.refetch} /> : <NoMap />}</Page>
}

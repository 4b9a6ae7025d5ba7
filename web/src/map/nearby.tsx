import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { nearbyQuery } from '@/api/map'
import { Fault } from '@/ui/states'
import { Panel } from './panel'
import { PlaceList, PlaceListSkeleton } from './place-list'

interface NearbyProps {
  /** The place that the list is about. */
  x: number
  y: number
  selected: string | undefined
  onReach(id: string): void
  onChoose(id: string): void
  onAround(id: string): void
  onClose?(): void
}

/** The map as a list, for those who do not see it, or do not look: what lies nearest to a place. */
export function Nearby({ x, y, onClose, ...list }: NearbyProps) {
  const { t } = useTranslation()
  const nearby = useQuery(nearbyQuery(x, y))
  const tracks = nearby.data?.items.map(({ track }) => track) ?? []
  return (
    <Panel title={t('map.nearby')} onClose={onClose}>
      <p className="px-2 pb-2 text-faint text-sm pointer-coarse:hidden">{t('map.nearbyHint')}</p>
      {nearby.isPending && <PlaceListSkeleton />}
      {nearby.isError && !nearby.data && <Fault error={nearby.error} retry={nearby.refetch} />}
      <PlaceList label={t('map.nearby')} tracks={tracks} {...list} />
      <p role="status" className="sr-only">
        {tracks[0] && t('map.around', { title: tracks[0].title, artist: tracks[0].artist })}
      </p>
    </Panel>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { mixQuery, useKeepMix } from '@/api/mixes'
import { HeroSkeleton } from '@/library/hero'
import { RouteFault } from '@/pages/route-fault'
import { CollectionView } from './collection-view'

/** One of today's mixes. */
export function MixView({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data, isError, error, refetch } = useQuery(mixQuery(id))
  const keep = useKeepMix()
  if (isError) return <RouteFault error={error} reset={refetch} />
  if (!data) return <HeroSkeleton />
  return (
    <CollectionView
      kind={t('mixes.mix')}
      traits={data.mix.name}
      count={data.tracks.length}
      tracks={data.tracks}
      context={`mix:${id}`}
      keep={(name) => keep.mutateAsync({ id, name })}
      keeping={keep.isPending}
    />
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Cluster, type Mix, mixQuery, typicalQuery } from '@/api/mixes'
import { useControls } from '@/player/context'
import { Card } from '@/ui/card'
import { toast } from '@/ui/toast'
import { Mosaic, pictured } from './mosaic'
import { useCollectionName } from './use-collection-name'

/** A mix of today. */
export function MixCard({ mix }: { mix: Mix }) {
  const client = useQueryClient()
  const controls = useControls()
  const nameOf = useCollectionName()
  const name = nameOf(mix.name)
  const play = async () => {
    try {
      const { tracks } = await client.ensureQueryData(mixQuery(mix.id))
      controls.playSongs(tracks, 0, `mix:${mix.id}`)
    } catch (problem) {
      toast.fault(problem)
    }
  }
  return (
    <Card
      link={{ to: '/mixes', search: { mix: mix.id } }}
      title={name}
      note={mix.name.artists.join(', ')}
      picture={<Mosaic trackIds={mix.track_ids} name={name} />}
      onPlay={play}
    />
  )
}

/** Tracks of the library that sound alike. */
export function ClusterCard({ cluster }: { cluster: Cluster }) {
  const { t } = useTranslation()
  const controls = useControls()
  const nameOf = useCollectionName()
  const name = nameOf(cluster.name)
  const { data } = useQuery(typicalQuery(cluster.id))
  return (
    <Card
      link={{ to: '/mixes', search: { cluster: cluster.id } }}
      title={name}
      note={[t('count.tracks', { count: cluster.tracks }), ...cluster.name.artists].join(' · ')}
      picture={<Mosaic trackIds={pictured(data?.items ?? [])} name={name} />}
      onPlay={data && (() => controls.playSongs(data.items, 0, `cluster:${cluster.id}`))}
    />
  )
}

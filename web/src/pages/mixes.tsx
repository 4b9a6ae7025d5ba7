import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { RefreshCw, Shapes } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clustersQuery, mixesQuery, useRefreshMixes } from '@/api/mixes'
import { cn } from '@/lib/cn'
import { ClusterView } from '@/mixes/cluster-view'
import { ClusterCard, MixCard } from '@/mixes/collection-cards'
import { MixView } from '@/mixes/mix-view'
import { Button } from '@/ui/button'
import { Grid, GridSkeleton } from '@/ui/card'
import { Page } from '@/ui/page'
import { Empty, Fault } from '@/ui/states'
import { toast } from '@/ui/toast'

/** Collections that make themselves: mixes for each day, and what of the library sounds alike. */
export default function Mixes() {
  const { t } = useTranslation()
  const { mix, cluster } = useSearch({ from: '/inside/mixes' })
  const mixes = useQuery(mixesQuery)
  const clusters = useQuery(clustersQuery)
  const refresh = useRefreshMixes()
  if (mix) return <MixView key={mix} id={mix} />
  if (cluster) return <ClusterView key={cluster} id={cluster} />
  return (
    <Page title={t('nav.mixes')}>
      <Part
        title={t('mixes.yours')}
        note={t('mixes.yoursHint')}
        actions={
          <Button
            size="sm"
            disabled={refresh.isPending || mixes.isPending}
            onClick={() => refresh.mutate(undefined, { onError: toast.fault })}
          >
            <RefreshCw className={cn('size-4', refresh.isPending && 'animate-spin')} aria-hidden />
            {t('mixes.refresh')}
          </Button>
        }
      >
        {mixes.isPending ? (
          <GridSkeleton count={6} />
        ) : mixes.isError ? (
          <Fault error={mixes.error} retry={mixes.refetch} />
        ) : mixes.data.items.length === 0 ? (
          <p className="rounded-2xl border border-line border-dashed px-6 py-10 text-center text-faint">
            {t('mixes.noMixes')}
          </p>
        ) : (
          <Grid>
            {mixes.data.items.map((one) => (
              <MixCard key={one.id} mix={one} />
            ))}
          </Grid>
        )}
      </Part>
      {/* once it has its place: nothing is pushed away under a hand */}
      {!mixes.isPending && (
        <Part title={t('mixes.alike')} note={t('mixes.alikeHint')}>
          {clusters.isPending ? (
            <GridSkeleton count={6} />
          ) : clusters.isError ? (
            <Fault error={clusters.error} retry={clusters.refetch} />
          ) : clusters.data.items.length === 0 ? (
            <Empty icon={Shapes} title={t('mixes.noClusters')}>
              {t('mixes.noClustersHint')}
            </Empty>
          ) : (
            <Grid>
              {clusters.data.items.map((one) => (
                <ClusterCard key={one.id} cluster={one} />
              ))}
            </Grid>
          )}
        </Part>
      )}
    </Page>
  )
}

function Part(props: { title: string; note: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="mb-12" aria-label={props.title}>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="font-semibold text-xl tracking-tight">{props.title}</h2>
          <p className="text-faint text-sm">{props.note}</p>
        </div>
        {props.actions}
      </div>
      {props.children}
    </section>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Gauge } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { modelsQuery, useMeasure } from '@/api/operating'
import { ago, count } from '@/lib/format'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Row, Rows, RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { Empty, Fault, Skeleton } from '@/ui/states'
import { toast } from '@/ui/toast'
import { QualityReport } from './quality-report'

/** What listens, and how well its answers fit. */
export default function Models() {
  const { t } = useTranslation()
  const query = useQuery(modelsQuery)
  const measure = useMeasure()
  if (query.isError && !query.data) return <Fault error={query.error} retry={query.refetch} />
  const models = query.data
  const measuring = models?.measuring || measure.isPending
  const button = (
    <Button look="solid" disabled={measuring} onClick={() => measure.mutate(undefined, { onError: toast.fault })}>
      <Gauge className="size-4" aria-hidden />
      {t(measuring ? 'admin.measuring' : 'admin.measure')}
    </Button>
  )
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[2fr_3fr]">
      <Section title={t('admin.models')} note={t('admin.modelsNote')}>
        {models ? (
          <Rows label={t('admin.models')}>
            {models.spaces.map((space) => (
              <Row
                key={space.name}
                title={space.name}
                badges={
                  <>
                    {space.answering && <Badge tone="good">{t('admin.answering')}</Badge>}
                    {!space.filled && <Badge>{t('admin.former')}</Badge>}
                  </>
                }
                note={[
                  t('admin.dimensions', { count: space.dimension }),
                  space.vectors === null
                    ? t('admin.notSearched')
                    : t('admin.vectors', { count: space.vectors, shown: count(space.vectors) }),
                ].join(' · ')}
              />
            ))}
            <Row
              title={models.print_model}
              note={t('admin.prints', { count: models.segments, shown: count(models.segments) })}
            />
          </Rows>
        ) : (
          <RowsSkeleton count={3} />
        )}
      </Section>
      <Section
        title={t('admin.quality')}
        note={
          models?.quality
            ? t('admin.measured', {
                when: ago(models.quality.measured_at),
                tracks: t('count.tracks', { count: models.quality.tracks }),
              })
            : t('admin.qualityNote')
        }
        actions={models?.quality ? button : null}
      >
        {!models ? (
          <Skeleton className="h-72" />
        ) : models.quality ? (
          <QualityReport quality={models.quality} />
        ) : (
          <Empty icon={Gauge} title={t('admin.notMeasured')} action={button}>
            {t('admin.notMeasuredHint')}
          </Empty>
        )}
      </Section>
    </div>
  )
}

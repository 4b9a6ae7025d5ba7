import { ExternalLink, Globe, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Recommendation } from '@/api/beyond'
import { useControls } from '@/player/context'
import { Badge } from '@/ui/badge'
import { Card, Grid, GridSkeleton } from '@/ui/card'
import { Cover } from '@/ui/cover'
import { Picture } from '@/ui/picture'
import { Empty } from '@/ui/states'

interface OutsideGridProps {
  items: readonly Recommendation[]
  /** Whether services are still being asked. */
  waiting: boolean
  context: string
}

/** Suggestions of other catalogues; those that are in the library are played here. */
export function OutsideGrid({ items, waiting, context }: OutsideGridProps) {
  const { t } = useTranslation()
  const controls = useControls()
  if (items.length === 0 && waiting) return <GridSkeleton count={6} />
  if (items.length === 0)
    return (
      <Empty icon={Globe} title={t('beyond.none')}>
        {t('beyond.noneHint')}
      </Empty>
    )
  return (
    <Grid>
      {items.map((item) => {
        const { track } = item
        return track ? (
          <Card
            key={`${item.catalogue} ${item.id}`}
            link={{ to: '/tracks/$id', params: { id: track.id } }}
            title={track.title}
            note={
              <>
                <span className="block truncate">{track.artist}</span>
                <Badge tone="good" className="mt-1.5">
                  <Play className="size-3 fill-current" aria-hidden />
                  {t('beyond.inLibrary')}
                </Badge>
              </>
            }
            picture={
              <Cover
                kind="tracks"
                id={track.id}
                size={256}
                name={track.album || track.title}
                className="aspect-square w-full"
              />
            }
            onPlay={() => controls.playSongs([track], 0, context)}
          />
        ) : (
          <Outside key={`${item.catalogue} ${item.id}`} item={item} />
        )
      })}
    </Grid>
  )
}

/** A track that is elsewhere: its link leads there, in a window of its own. */
function Outside({ item }: { item: Recommendation }) {
  const { t } = useTranslation()
  return (
    <a
      href={item.link}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={t('beyond.open', { title: `${item.title}, ${item.artist}`, catalogue: item.catalogue })}
      className="group block min-w-0 rounded-2xl outline-offset-4"
    >
      <div className="relative overflow-hidden rounded-2xl bg-raised">
        <Picture
          url={item.cover && `${item.cover}?absent=empty`}
          size={256}
          name={item.album || item.title}
          className="aspect-square w-full rounded-none"
        />
        <span className="absolute right-3 bottom-3 grid size-9 place-items-center rounded-full bg-black/60 text-white opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:opacity-100">
          <ExternalLink className="size-4" aria-hidden />
        </span>
      </div>
      <p className="mt-2.5 truncate font-medium">{item.title}</p>
      <p className="truncate text-faint text-sm">{item.artist}</p>
      <p className="truncate text-faint text-xs">
        <span className="capitalize">{item.catalogue}</span> · {t('beyond.by', { provider: item.providers.join(', ') })}
      </p>
    </a>
  )
}

import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useControls } from '@/player/context'
import { useTrackMenu } from '@/tracks/use-track-menu'
import type { MenuItem } from '@/ui/menu'
import { Skeleton } from '@/ui/states'
import { type Hit, HitRow } from './hit-row'

interface HitListProps {
  hits: readonly Hit[]
  /** Where these are picked, told with what is played of them. */
  context: string
  label: string
  /** What a place adds to a track's menu. */
  extraItems?: (track: Hit['track']) => MenuItem[]
}

/** Similar tracks, each with its reasons; arrow keys go from one title to the next. */
export function HitList({ hits, context, label, extraItems }: HitListProps) {
  const controls = useControls()
  const menu = useTrackMenu(context)
  const tracks = hits.map((hit) => hit.track)

  const onKeyDown = (event: KeyboardEvent<HTMLOListElement>) => {
    if (event.key === 'Escape') controls.preview.leave()
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || !(event.target instanceof HTMLElement) || !event.target.matches('[data-hit]')) return
    const titles = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-hit]')]
    titles[titles.indexOf(event.target) + step]?.focus()
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <ol aria-label={label} onKeyDown={onKeyDown} className="-mx-2 sm:-mx-3">
      {hits.map((hit, index) => (
        <HitRow
          key={hit.track.id}
          hit={hit}
          context={context}
          onPlay={() => controls.playSongs(tracks, index, context)}
          menu={() => menu([hit.track], extraItems?.(hit.track))}
        />
      ))}
    </ol>
  )
}

/** As high as the rows that come. */
export function HitListSkeleton({ rows = 10 }: { rows?: number }) {
  const { t } = useTranslation()
  return (
    <div aria-busy role="status">
      <span className="sr-only">{t('player.loading')}</span>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={index} className="flex h-[5.25rem] items-center gap-4">
          <Skeleton className="size-13" />
          <div className="flex-1 space-y-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-1/4" />
            <Skeleton className="h-2.5 w-1/3" />
          </div>
        </div>
      ))}
    </div>
  )
}

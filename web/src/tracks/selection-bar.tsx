import { Ellipsis, Heart, ListChecks, ListEnd, ListPlus, Play, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFavourAll } from '@/api/favourites'
import type { Track } from '@/api/tracks'
import { Button, IconButton } from '@/ui/button'
import { Menu, type MenuItem } from '@/ui/menu'
import { useQueueing } from './use-queueing'

interface SelectionBarProps {
  tracks: Track[]
  /** Some of what is selected are on their way. */
  reading: boolean
  /** More was to be selected than can be. */
  cut: boolean
  context: string
  menu(): MenuItem[]
  onAll(): void
  onClear(): void
}

const ROUND = 'size-10 place-items-center rounded-full text-soft hover:bg-raised hover:text-ink disabled:opacity-50'

/** What can be done with several rows that are selected, below them. */
export function SelectionBar({ tracks, reading, cut, context, menu, onAll, onClear }: SelectionBarProps) {
  const { t } = useTranslation()
  const queueing = useQueueing(context)
  const favour = useFavourAll()
  const all = tracks.every((track) => track.favourite)
  const count = tracks.length
  const playlists = () =>
    menu().flatMap((item) => (item.kind === 'more' && item.label === t('track.addTo') ? item.items : []))
  const items = (): MenuItem[] => [
    { kind: 'action', label: t('track.selectAll'), icon: ListChecks, run: onAll },
    { kind: 'line' },
    ...menu(),
  ]
  return (
    <div data-selection-bar className="pointer-events-none sticky bottom-3 z-20 mt-3 flex justify-center">
      <div
        role="toolbar"
        aria-label={t('track.selected', { count })}
        className="pointer-events-auto flex max-w-full items-center gap-1 rounded-full border border-line bg-surface py-1.5 pr-1.5 pl-5 shadow-float"
      >
        <span role="status" aria-busy={reading} className="tabular mr-2 truncate font-medium text-sm">
          {t(reading ? 'track.selecting' : cut ? 'track.selectedMost' : 'track.selected', { count })}
        </span>
        <fieldset disabled={reading} className="contents">
          <Button look="solid" size="sm" onClick={() => queueing.now(tracks)} className="h-10">
            <Play className="size-4 fill-current" aria-hidden />
            <span className="hidden sm:inline">{t('action.play')}</span>
          </Button>
          <IconButton
            label={t('track.playLast')}
            onClick={() => queueing.last(tracks)}
            className="hidden sm:inline-flex"
          >
            <ListEnd className="size-[1.125rem]" aria-hidden />
          </IconButton>
          <Menu items={playlists} label={t('track.addTo')}>
            <button type="button" aria-label={t('track.addTo')} title={t('track.addTo')} className={`grid ${ROUND}`}>
              <ListPlus className="size-[1.125rem]" aria-hidden />
            </button>
          </Menu>
          <IconButton
            label={t(all ? 'track.unfavour' : 'track.favour')}
            aria-pressed={all}
            onClick={() => {
              const others = tracks.filter((track) => track.favourite === all)
              favour.mutate({ ids: others.map(({ id }) => id), favourite: !all })
            }}
            className="hidden sm:inline-flex"
          >
            <Heart className={all ? 'size-[1.125rem] fill-accent text-accent' : 'size-[1.125rem]'} aria-hidden />
          </IconButton>
          <Menu items={items} label={t('action.more')}>
            <button type="button" aria-label={t('action.more')} className={`grid ${ROUND}`}>
              <Ellipsis className="size-[1.125rem]" aria-hidden />
            </button>
          </Menu>
        </fieldset>
        <IconButton label={t('track.clearSelection')} onClick={onClear}>
          <X className="size-[1.125rem]" aria-hidden />
        </IconButton>
      </div>
    </div>
  )
}

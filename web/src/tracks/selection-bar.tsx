import { Ellipsis, Heart, ListEnd, ListPlus, Play, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFavour } from '@/api/favourites'
import type { Track } from '@/api/tracks'
import { useControls } from '@/player/context'
import { Button, IconButton } from '@/ui/button'
import { Menu, type MenuItem } from '@/ui/menu'
import { toast } from '@/ui/toast'

interface SelectionBarProps {
  tracks: Track[]
  context: string
  menu(): MenuItem[]
  onClear(): void
}

/** What can be done with several rows that are selected, below them. */
export function SelectionBar({ tracks, context, menu, onClear }: SelectionBarProps) {
  const { t } = useTranslation()
  const controls = useControls()
  const favour = useFavour()
  const all = tracks.every((track) => track.favourite)
  const playlists = () =>
    menu().flatMap((item) => (item.kind === 'more' && item.label === t('track.addTo') ? item.items : []))
  return (
    <div data-selection-bar className="pointer-events-none sticky bottom-3 z-20 mt-3 flex justify-center">
      <div
        role="toolbar"
        aria-label={t('track.selected', { count: tracks.length })}
        className="pointer-events-auto flex max-w-full items-center gap-1 rounded-full border border-line bg-surface py-1.5 pr-1.5 pl-5 shadow-float"
      >
        <span role="status" className="tabular mr-2 truncate font-medium text-sm">
          {t('track.selected', { count: tracks.length })}
        </span>
        <Button look="solid" size="sm" onClick={() => controls.playSongs(tracks, 0, context)} className="h-10">
          <Play className="size-4 fill-current" aria-hidden />
          <span className="hidden sm:inline">{t('action.play')}</span>
        </Button>
        <IconButton
          label={t('track.playLast')}
          onClick={() => {
            controls.playLast(tracks, context)
            toast.done(t('track.queued', { count: tracks.length }))
          }}
        >
          <ListEnd className="size-[1.125rem]" aria-hidden />
        </IconButton>
        <Menu items={playlists} label={t('track.addTo')}>
          <button
            type="button"
            aria-label={t('track.addTo')}
            title={t('track.addTo')}
            className="grid size-10 place-items-center rounded-full text-soft hover:bg-raised hover:text-ink"
          >
            <ListPlus className="size-[1.125rem]" aria-hidden />
          </button>
        </Menu>
        <IconButton
          label={t(all ? 'track.unfavour' : 'track.favour')}
          aria-pressed={all}
          onClick={() => {
            for (const track of tracks) if (track.favourite === all) favour.mutate({ id: track.id, favourite: !all })
          }}
        >
          <Heart className={all ? 'size-[1.125rem] fill-accent text-accent' : 'size-[1.125rem]'} aria-hidden />
        </IconButton>
        <Menu items={menu} label={t('action.more')}>
          <button
            type="button"
            aria-label={t('action.more')}
            className="hidden size-10 place-items-center rounded-full text-soft hover:bg-raised hover:text-ink sm:grid"
          >
            <Ellipsis className="size-[1.125rem]" aria-hidden />
          </button>
        </Menu>
        <IconButton label={t('track.clearSelection')} onClick={onClear}>
          <X className="size-[1.125rem]" aria-hidden />
        </IconButton>
      </div>
    </div>
  )
}

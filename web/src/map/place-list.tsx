import { Ellipsis, Play } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Track } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { useControls } from '@/player/context'
import { useTrackMenu } from '@/tracks/use-track-menu'
import { Cover } from '@/ui/cover'
import { Menu } from '@/ui/menu'

interface PlaceListProps {
  label: string
  tracks: readonly Track[]
  selected: string | undefined
  /** The focus has come to a track: the map moves there. */
  onReach(id: string): void
  onChoose(id: string): void
  /** The arrow to the right: what lies around this one. */
  onAround?(id: string): void
}

/** Tracks of the map as a list: arrows move through it, and the map with them. */
export function PlaceList({ label, tracks, selected, onReach, onChoose, onAround }: PlaceListProps) {
  const list = useRef<HTMLUListElement>(null)
  const [active, setActive] = useState(0)

  const goTo = (index: number) => {
    const to = Math.max(0, Math.min(tracks.length - 1, index))
    setActive(to)
    list.current?.querySelectorAll<HTMLElement>('[data-place]')[to]?.focus()
    const track = tracks[to]
    if (track) onReach(track.id)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (!(event.target instanceof HTMLElement) || !('place' in event.target.dataset)) return
    const track = tracks[active]
    if (event.key === 'ArrowDown') goTo(active + 1)
    else if (event.key === 'ArrowUp') goTo(active - 1)
    else if (event.key === 'Home') goTo(0)
    else if (event.key === 'End') goTo(tracks.length - 1)
    else if (event.key === 'ArrowRight' && track && onAround) onAround(track.id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <ul ref={list} aria-label={label} onKeyDown={onKeyDown}>
      {tracks.map((track, index) => (
        <PlaceRow
          key={track.id}
          track={track}
          selected={track.id === selected}
          tabIndex={index === Math.min(active, tracks.length - 1) ? 0 : -1}
          onFocus={() => setActive(index)}
          onChoose={() => onChoose(track.id)}
        />
      ))}
    </ul>
  )
}

interface PlaceRowProps {
  track: Track
  selected: boolean
  tabIndex: number
  onFocus(): void
  onChoose(): void
}

function PlaceRow({ track, selected, tabIndex, onFocus, onChoose }: PlaceRowProps) {
  const { t } = useTranslation()
  const controls = useControls()
  const menu = useTrackMenu('map')
  return (
    <li className={cn('group flex items-center rounded-xl', selected ? 'bg-wash' : 'hover:bg-raised')}>
      <button
        type="button"
        data-place
        tabIndex={tabIndex}
        aria-current={selected || undefined}
        onFocus={onFocus}
        onClick={onChoose}
        onDoubleClick={() => controls.playSongs([track], 0, 'map')}
        className="flex min-h-13 min-w-0 flex-1 items-center gap-3 rounded-xl py-1.5 pl-2 text-left outline-offset-[-2px]"
      >
        <Cover kind="tracks" id={track.id} size={64} name={track.album || track.title} className="size-10 rounded-md" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{track.title}</span>
          <span className="block truncate text-faint text-sm">{track.artist || t('track.unknownArtist')}</span>
        </span>
      </button>
      <button
        type="button"
        tabIndex={tabIndex}
        aria-label={t('label.of', { what: t('action.play'), name: track.title })}
        onClick={() => controls.playSongs([track], 0, 'map')}
        className="grid h-11 w-9 place-items-center rounded-full text-faint hover:text-ink"
      >
        <Play className="size-4 fill-current" aria-hidden />
      </button>
      <Menu items={() => menu([track])} label={track.title}>
        <button
          type="button"
          tabIndex={tabIndex}
          aria-label={t('label.of', { what: t('action.more'), name: track.title })}
          className="grid h-11 w-9 place-items-center rounded-full text-faint hover:text-ink"
        >
          <Ellipsis className="size-4" aria-hidden />
        </button>
      </Menu>
    </li>
  )
}

/** As high as the rows that come. */
export function PlaceListSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div aria-busy>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={index} className="flex h-13 items-center gap-3 px-2">
          <div className="size-10 animate-pulse rounded-md bg-raised" />
          <div className="h-4 w-1/2 animate-pulse rounded-lg bg-raised" />
        </div>
      ))}
    </div>
  )
}

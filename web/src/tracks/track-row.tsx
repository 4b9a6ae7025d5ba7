import { Link } from '@tanstack/react-router'
import { Ellipsis, Heart, Pause, Play } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFavour } from '@/api/favourites'
import type { Track } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { clock } from '@/lib/format'
import { useControls } from '@/player/context'
import { usePlayer } from '@/player/store'
import { IconButton } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { Menu, type MenuItem } from '@/ui/menu'
import { endDrag, startDrag } from './dragging'
import { KeyBadge } from './key-badge'
import { usePatientLinks } from './patient-links'

/** Pixels that a row is high. */
export const ROW = 56

export interface Row {
  /** Unlike the track's id it is there once: a playlist may hold a track twice. */
  readonly key: string
  readonly track: Track
  /** Beside the title, such as how alike it is. */
  readonly note?: ReactNode
}

export interface TrackRowProps extends Omit<ComponentProps<'div'>, 'onPlay'> {
  row: Row
  index: number
  compact: boolean
  numbered: boolean
  selected: boolean
  onPlay(): void
  menu(): MenuItem[]
  /** The row, or all that are selected with it. */
  chosen(): Row[]
  /** By what it is moved, before all else. */
  handle?: ReactNode
}

/** One track of a table: what it is, and what can be done with it. */
export function TrackRow(props: TrackRowProps) {
  const { row, index, compact, numbered, selected, onPlay, menu, chosen, handle, className, ...rest } = props
  const { t } = useTranslation()
  const controls = useControls()
  const favour = useFavour()
  const followLink = usePatientLinks()
  const { track } = row
  const current = usePlayer(({ queue }) => queue.entries[queue.current]?.song.id === track.id)
  const playing = usePlayer(({ state }) => current && (state === 'playing' || state === 'loading'))
  const gone = track.missing_since !== null
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 1}
      aria-selected={selected}
      aria-current={current || undefined}
      onClickCapture={followLink}
      onDoubleClick={onPlay}
      draggable={!gone}
      onDragStart={(event) =>
        startDrag(
          event,
          chosen().map((one) => one.track),
        )
      }
      onDragEnd={endDrag}
      className={cn(
        'group absolute inset-x-0 flex select-none items-center gap-3 rounded-xl px-2 outline-offset-[-2px] sm:px-3',
        selected ? 'bg-wash' : 'hover:bg-raised',
        gone && 'opacity-50',
        className,
      )}
      {...rest}
    >
      {handle && (
        // a hand on the handle moves the row, and drags no tracks
        <div role="gridcell" draggable onDragStart={(event) => [event.preventDefault(), event.stopPropagation()]}>
          {handle}
        </div>
      )}
      <div role="gridcell" className="relative grid size-10 shrink-0 place-items-center">
        {numbered ? (
          <span className={cn('tabular text-faint text-sm group-hover:invisible', current && 'text-accent')}>
            {track.track_number ?? index + 1}
          </span>
        ) : (
          <Cover
            kind="tracks"
            id={track.id}
            size={64}
            name={track.album || track.title}
            className="size-10 rounded-md"
          />
        )}
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('label.of', { what: t(playing ? 'player.pause' : 'player.play'), name: track.title })}
          onClick={(event) => {
            event.stopPropagation()
            if (current) controls.toggle()
            else onPlay()
          }}
          className={cn(
            'absolute inset-0 grid place-items-center rounded-md text-white opacity-0 focus-visible:opacity-100 group-hover:opacity-100',
            numbered ? 'text-ink' : 'bg-black/55',
            current && !numbered && 'opacity-100',
            // a finger means the row
            !current && 'pointer-coarse:pointer-events-none',
          )}
        >
          {playing ? (
            <Pause className="size-4 fill-current" aria-hidden />
          ) : (
            <Play className="size-4 fill-current" aria-hidden />
          )}
        </button>
      </div>
      <div role="gridcell" className="min-w-0 flex-[3]">
        <div className="flex min-w-0 items-baseline gap-2">
          <Link
            to="/tracks/$id"
            params={{ id: track.id }}
            tabIndex={-1}
            draggable={false}
            className={cn(
              'truncate font-medium hover:underline pointer-coarse:pointer-events-none',
              current && 'text-accent',
            )}
          >
            {track.title}
          </Link>
          {row.note}
        </div>
        <div className="truncate text-faint text-sm">{gone ? t('track.missing') : <ArtistLinks track={track} />}</div>
      </div>
      {!compact && (
        <div role="gridcell" className="hidden min-w-0 flex-[2] truncate text-faint text-sm md:block">
          {track.album_id ? (
            <Link
              to="/albums/$id"
              params={{ id: track.album_id }}
              tabIndex={-1}
              draggable={false}
              className="hover:text-ink hover:underline pointer-coarse:pointer-events-none"
            >
              {track.album}
            </Link>
          ) : (
            track.album
          )}
        </div>
      )}
      {!compact && (
        <div role="gridcell" className="tabular hidden w-12 text-right text-faint text-sm xl:block">
          {track.year}
        </div>
      )}
      <div role="gridcell" className="tabular hidden w-12 text-right text-faint text-sm lg:block">
        {track.bpm ? Math.round(track.bpm) : ''}
      </div>
      <div role="gridcell" className="hidden w-16 pl-3 lg:block">
        <KeyBadge camelot={track.camelot} />
      </div>
      <div role="gridcell">
        <IconButton
          label={t('label.of', { what: t(track.favourite ? 'track.unfavour' : 'track.favour'), name: track.title })}
          size="sm"
          tabIndex={-1}
          aria-pressed={track.favourite}
          onClick={(event) => {
            event.stopPropagation()
            favour.mutate({ id: track.id, favourite: !track.favourite })
          }}
          className={cn(
            !track.favourite &&
              'opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100',
          )}
        >
          <Heart className={cn('size-4', track.favourite && 'fill-accent text-accent')} aria-hidden />
        </IconButton>
      </div>
      <div role="gridcell" className="tabular hidden w-12 text-right text-faint text-sm sm:block">
        {clock(track.duration)}
      </div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: it only keeps the click to the menu: of one that is selected, for all that are */}
      <div role="gridcell" onClick={(event) => event.stopPropagation()}>
        <Menu items={menu} label={track.title}>
          <button
            type="button"
            tabIndex={-1}
            aria-label={t('label.of', { what: t('action.more'), name: track.title })}
            className="grid size-8 place-items-center rounded-full text-faint hover:bg-line hover:text-ink pointer-coarse:size-11"
          >
            <Ellipsis className="size-4" aria-hidden />
          </button>
        </Menu>
      </div>
    </div>
  )
}

function ArtistLinks({ track }: { track: Track }) {
  const { t } = useTranslation()
  if (!track.artists.length) return track.artist || t('track.unknownArtist')
  return track.artists.map((artist, index) => (
    <span key={artist.id}>
      {index > 0 && ', '}
      <Link
        to="/artists/$id"
        params={{ id: artist.id }}
        tabIndex={-1}
        draggable={false}
        className="hover:text-ink hover:underline pointer-coarse:pointer-events-none"
      >
        {artist.name}
      </Link>
    </span>
  ))
}

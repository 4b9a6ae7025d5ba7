import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Ellipsis, Heart, Pause, Play } from 'lucide-react'
import {
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useFavour } from '@/api/favourites'
import type { Track } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { clock } from '@/lib/format'
import { clicked, NONE, type Selection, touched } from '@/lib/selection'
import { useControls } from '@/player/context'
import { usePlayer } from '@/player/store'
import { IconButton } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { Menu, type MenuItem, RightMenu } from '@/ui/menu'
import { Skeleton } from '@/ui/states'
import { KeyBadge } from './key-badge'
import { useTrackMenu } from './use-track-menu'

/** Pixels that a row is high. */
export const ROW = 56

export interface Row {
  /** Unlike the track's id it is there once: a playlist may hold a track twice. */
  readonly key: string
  readonly track: Track
  /** Beside the title, such as how alike it is. */
  readonly note?: ReactNode
}

interface TrackTableProps {
  rows: readonly Row[]
  /** Where these are picked, told with what is played of them. */
  context: string
  /** What scrolls: the page, unless told. */
  scroller: RefObject<HTMLElement | null>
  /** Asks for what comes behind the last row. */
  more?: () => void
  hasMore?: boolean
  /** Of one album, its name and cover need not be said in each row. */
  compact?: boolean
  numbered?: boolean
  extraItems?: (rows: Row[]) => MenuItem[]
  /** What a row is drawn by, where it can do more than others: be moved, say. */
  rowAs?: ComponentType<TrackRowProps>
  /** Is asked first about a key, and the rows that it is meant for; true if it has done what there was to do. */
  onKey?: (event: KeyboardEvent, rows: Row[]) => boolean
}

/** A list of tracks as long as it may be: only the rows in sight exist. */
export function TrackTable(props: TrackTableProps) {
  const { rows, context, scroller, more, hasMore = false, compact = false, numbered = false, extraItems } = props
  const RowAs = props.rowAs ?? TrackRow
  const { t } = useTranslation()
  const controls = useControls()
  const menu = useTrackMenu(context)
  const list = useRef<HTMLDivElement>(null)
  const [selection, setSelection] = useState<Selection>(NONE)
  const [active, setActive] = useState(0)
  const [margin, setMargin] = useState(0)
  const order = rows.map((row) => row.key)

  useEffect(() => {
    if (list.current && scroller.current) {
      const top = list.current.getBoundingClientRect().top - scroller.current.getBoundingClientRect().top
      setMargin(top + scroller.current.scrollTop)
    }
  }, [scroller])

  const virtual = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: margin,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= rows.length - 20) more?.()
  }, [hasMore, last, rows.length, more])

  const play = (index: number) =>
    controls.playSongs(
      rows.map((row) => row.track),
      index,
      context,
    )

  /** What is done to a row is done to all that are selected with it. */
  const chosenWith = (row: Row) => {
    const { ids } = touched(selection, row.key)
    return rows.filter((one) => ids.has(one.key))
  }

  const itemsFor = (row: Row) => {
    const chosen = chosenWith(row)
    setSelection(touched(selection, row.key))
    return menu(
      chosen.map((one) => one.track),
      extraItems?.(chosen),
    )
  }

  const focusRow = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index))
    setActive(to)
    virtual.scrollToIndex(to)
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus())
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('button, a, input')) return
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }
    const step = steps[event.key]
    const row = rows[active]
    if (row && props.onKey?.(event, chosenWith(row))) return
    if (step !== undefined) focusRow(active + step)
    else if (event.key === 'Home') focusRow(0)
    else if (event.key === 'End') focusRow(rows.length - 1)
    else if (event.key === 'Enter') play(active)
    else if (event.key === ' ' && row && (event.ctrlKey || event.shiftKey))
      setSelection(clicked(selection, row.key, order, event))
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey))
      setSelection({ ids: new Set(order), anchor: order[0] ?? null })
    else if (event.key === 'Escape') setSelection(NONE)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      ref={list}
      role="grid"
      aria-label={t('track.list')}
      aria-rowcount={hasMore ? -1 : rows.length}
      aria-multiselectable
      onKeyDown={onKeyDown}
      className="relative"
      style={{ height: virtual.getTotalSize() }}
    >
      {items.map((item) => {
        const row = rows[item.index]
        const place = { transform: `translateY(${item.start - margin}px)`, height: ROW }
        if (!row)
          return (
            <div key="more" className="absolute inset-x-0 flex items-center px-3" style={place}>
              <Skeleton className="h-9 w-full" />
            </div>
          )
        return (
          <RightMenu key={row.key} items={() => itemsFor(row)}>
            <RowAs
              row={row}
              index={item.index}
              compact={compact}
              numbered={numbered}
              selected={selection.ids.has(row.key)}
              tabIndex={item.index === active ? 0 : -1}
              style={place}
              onFocus={() => setActive(item.index)}
              onClick={(event) => setSelection(clicked(selection, row.key, order, event))}
              onPlay={() => play(item.index)}
              menu={() => itemsFor(row)}
              chosen={() => chosenWith(row)}
            />
          </RightMenu>
        )
      })}
    </div>
  )
}

export interface TrackRowProps extends Omit<React.ComponentProps<'div'>, 'onPlay'> {
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

export function TrackRow(props: TrackRowProps) {
  const { row, index, compact, numbered, selected, onPlay, menu, chosen: _, handle, className, ...rest } = props
  const { t } = useTranslation()
  const controls = useControls()
  const favour = useFavour()
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
      onDoubleClick={onPlay}
      className={cn(
        'group absolute inset-x-0 flex select-none items-center gap-3 rounded-xl px-2 outline-offset-[-2px] sm:px-3',
        selected ? 'bg-wash' : 'hover:bg-raised',
        gone && 'opacity-50',
        className,
      )}
      {...rest}
    >
      {handle && <div role="gridcell">{handle}</div>}
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
          aria-label={`${t(playing ? 'player.pause' : 'player.play')}: ${track.title}`}
          onClick={(event) => {
            event.stopPropagation()
            if (current) controls.toggle()
            else onPlay()
          }}
          className={cn(
            'absolute inset-0 grid place-items-center rounded-md text-white opacity-0 focus-visible:opacity-100 group-hover:opacity-100',
            numbered ? 'text-ink' : 'bg-black/55',
            current && !numbered && 'opacity-100',
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
            className={cn('truncate font-medium hover:underline', current && 'text-accent')}
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
              className="hover:text-ink hover:underline"
            >
              {track.album}
            </Link>
          ) : (
            track.album
          )}
        </div>
      )}
      <div role="gridcell" className="tabular hidden w-12 text-right text-faint text-sm lg:block">
        {track.bpm ? Math.round(track.bpm) : ''}
      </div>
      <div role="gridcell" className="hidden w-12 lg:block">
        <KeyBadge camelot={track.camelot} />
      </div>
      <div role="gridcell">
        <IconButton
          label={`${t(track.favourite ? 'track.unfavour' : 'track.favour')}: ${track.title}`}
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
      <div role="gridcell">
        <Menu items={menu} label={track.title}>
          <button
            type="button"
            tabIndex={-1}
            aria-label={`${t('action.more')}: ${track.title}`}
            className="grid size-8 place-items-center rounded-full text-faint hover:bg-line hover:text-ink"
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
      <Link to="/artists/$id" params={{ id: artist.id }} tabIndex={-1} className="hover:text-ink hover:underline">
        {artist.name}
      </Link>
    </span>
  ))
}

/** The shape of a list that is on its way. */
export function TrackTableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div className="space-y-4 px-3 pt-2" aria-busy>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={index} className="flex items-center gap-3">
          <Skeleton className="size-10" />
          <div className="flex-1 space-y-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  )
}

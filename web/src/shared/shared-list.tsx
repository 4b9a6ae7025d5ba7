import { useVirtualizer } from '@tanstack/react-virtual'
import { Pause, Play } from 'lucide-react'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SharedItem, sharedArtworkUrl } from '@/api/shared'
import { cn } from '@/lib/cn'
import { clock } from '@/lib/format'
import { Picture } from '@/ui/picture'
import type { SharedPlayer } from './use-shared-player'

const ROW = 60

interface SharedListProps {
  token: string
  items: readonly SharedItem[]
  player: SharedPlayer
  scroller: RefObject<HTMLElement | null>
}

/** What is in a shared playlist: each row is a button that plays from there on. */
export function SharedList({ token, items, player, scroller }: SharedListProps) {
  const list = useRef<HTMLOListElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    if (!list.current || !scroller.current) return
    const away = list.current.getBoundingClientRect().top - scroller.current.getBoundingClientRect().top
    setMargin(away + scroller.current.scrollTop)
  }, [scroller])
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
    scrollMargin: margin,
  })
  return (
    <ol ref={list} className="relative" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const item = items[index]
        return (
          item && (
            <li
              key={item.id}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0"
              style={{ height: ROW, transform: `translateY(${start - margin}px)` }}
            >
              <SharedRow token={token} item={item} index={index} player={player} />
            </li>
          )
        )
      })}
    </ol>
  )
}

interface SharedRowProps {
  token: string
  item: SharedItem
  index: number
  player: SharedPlayer
}

function SharedRow({ token, item, index, player }: SharedRowProps) {
  const { t } = useTranslation()
  const { track } = item
  const current = player.current?.id === item.id
  const plays = current && (player.state === 'playing' || player.state === 'loading')
  return (
    <button
      type="button"
      disabled={track.missing}
      aria-current={current || undefined}
      aria-label={`${t(plays ? 'player.pause' : 'player.play')}: ${track.title}, ${track.artist}`}
      onClick={() => (current ? player.toggle() : player.playAt(index))}
      className={cn(
        'group flex size-full items-center gap-3 rounded-xl px-2 text-left outline-offset-[-2px] sm:px-3',
        current ? 'bg-wash' : 'hover:bg-raised',
        track.missing && 'opacity-50',
      )}
    >
      <span className="relative shrink-0">
        <Picture
          url={sharedArtworkUrl(token, track.id)}
          size={64}
          name={track.album || track.title}
          className="size-11 rounded-md"
        />
        <span
          className={cn(
            'absolute inset-0 grid place-items-center rounded-md bg-black/55 text-white group-hover:opacity-100',
            current ? 'opacity-100' : 'opacity-0',
          )}
        >
          {plays ? (
            <Pause className="size-4 fill-current" aria-hidden />
          ) : (
            <Play className="size-4 fill-current" aria-hidden />
          )}
        </span>
      </span>
      <span className="min-w-0 flex-1">
        <span className={cn('block truncate font-medium', current && 'text-accent-strong')}>{track.title}</span>
        <span className="block truncate text-faint text-sm">
          {track.missing ? t('track.missing') : [track.artist, track.album].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="tabular text-faint text-sm">{clock(track.duration)}</span>
    </button>
  )
}

import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PathStop } from '@/api/discover'
import { cn } from '@/lib/cn'
import { useWidth } from '@/lib/use-width'
import { usePlayer } from '@/player/store'
import { keyHue } from '@/tracks/song'
import { Cover } from '@/ui/cover'
import { Hint } from '@/ui/hint'
import { closest, curvesOf, type Point, pointsOf } from './line'

export const LINE_HEIGHT = 'h-56 sm:h-64'

const ROOM_FOR_COVERS = 58
const ROOM_FOR_WORDS = 38

interface PathLineProps {
  stops: readonly PathStop[]
  context: string
  onPlay(index: number): void
}

/** The way as a line: as long as its steps sound, as high as they are fast. What was played of it is coloured. */
export function PathLine({ stops, context, onPlay }: PathLineProps) {
  const { t } = useTranslation()
  const [frame, width] = useWidth<HTMLDivElement>()
  const buttons = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const height = width < 560 ? 224 : 256
  const points = pointsOf(stops, { width, height, padX: width < 560 ? 22 : 44, padY: 52 })
  const curves = curvesOf(points)
  const room = closest(points)
  const playing = usePlayer(({ queue }) => {
    const entry = queue.entries[queue.current]
    return entry?.context === context ? stops.findIndex(({ track }) => track.id === entry.song.id) : -1
  })
  const gone = usePlayer(({ position, duration }) => (duration ? Math.round((200 * position) / duration) / 200 : 0))

  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowRight: active + 1, ArrowLeft: active - 1, Home: 0, End: stops.length - 1 }[event.key]
    if (to === undefined || !stops[to]) return
    setActive(to)
    buttons.current?.querySelectorAll('button')[to]?.focus()
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div ref={frame} className={cn('relative overflow-hidden rounded-3xl border border-line bg-sunken', LINE_HEIGHT)}>
      {width > 0 && (
        <>
          <svg width={width} height={height} className="absolute inset-0" aria-hidden fill="none" strokeLinecap="round">
            {curves.map((curve, index) => (
              <path
                key={curve}
                d={curve}
                strokeWidth="3"
                className={index < playing ? 'stroke-accent' : 'stroke-line'}
              />
            ))}
            {playing >= 0 && curves[playing] && (
              <path
                d={curves[playing]}
                strokeWidth="3"
                pathLength="1"
                strokeDasharray={`${gone} 1`}
                className="stroke-accent"
              />
            )}
          </svg>
          <div
            ref={buttons}
            className="absolute inset-0"
            role="toolbar"
            aria-label={t('path.line')}
            onKeyDown={onKeyDown}
          >
            {stops.map((stop, index) => (
              <Stop
                key={stop.track.id}
                stop={stop}
                at={points[index] as Point}
                room={room}
                playing={index === playing}
                passed={index < playing}
                tabIndex={index === Math.min(active, stops.length - 1) ? 0 : -1}
                onFocus={() => setActive(index)}
                onPlay={() => onPlay(index)}
              />
            ))}
          </div>
        </>
      )}
    </div>
  )
}

interface StopProps {
  stop: PathStop
  at: Point
  room: number
  playing: boolean
  passed: boolean
  tabIndex: number
  onFocus(): void
  onPlay(): void
}

function Stop({ stop, at, room, playing, passed, tabIndex, onFocus, onPlay }: StopProps) {
  const { t } = useTranslation()
  const { track, position } = stop
  const covers = room >= ROOM_FOR_COVERS
  const hue = keyHue(track.camelot)
  const tempo = track.bpm ? Math.round(track.bpm) : null
  const told = [track.title, track.artist, tempo && `${tempo} BPM`, track.camelot].filter(Boolean).join(' · ')
  return (
    <Hint text={told}>
      <button
        type="button"
        tabIndex={tabIndex}
        aria-label={t('path.stop', { place: position + 1, track: told })}
        aria-current={playing || undefined}
        onFocus={onFocus}
        onClick={onPlay}
        className="group absolute grid -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full"
        style={{ left: at.x, top: at.y, width: Math.min(44, Math.max(14, room)), height: 44 }}
      >
        {covers ? (
          <span
            className={cn(
              'rounded-full border-3 transition-transform group-hover:scale-110',
              playing || passed ? 'border-accent' : 'border-surface',
              playing && 'scale-115',
            )}
          >
            <Cover
              kind="tracks"
              id={track.id}
              size={64}
              name={track.album || track.title}
              className="size-9 rounded-full"
              eager
            />
          </span>
        ) : (
          <span
            className={cn(
              'size-3.5 rounded-full border-2 transition-transform group-hover:scale-125',
              playing || passed ? 'border-accent bg-accent' : 'border-faint bg-surface',
              playing && 'scale-140',
            )}
          />
        )}
        {room >= ROOM_FOR_WORDS && (
          <>
            <span className="tabular -top-4 pointer-events-none absolute text-faint text-xs">{tempo}</span>
            <span className="tabular -bottom-5 pointer-events-none absolute inline-flex items-center gap-1 text-soft text-xs">
              {hue !== null && (
                <span className="size-1.5 rounded-full" style={{ background: `oklch(0.7 0.14 ${hue})` }} />
              )}
              {track.camelot}
            </span>
          </>
        )}
      </button>
    </Hint>
  )
}

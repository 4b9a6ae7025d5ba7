import { useQuery } from '@tanstack/react-query'
import { type MouseEvent, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { waveformQuery } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { clock } from '@/lib/format'
import { Slider } from '@/ui/slider'
import { Skeleton } from '@/ui/states'
import { envelope } from './envelope'
import { useHeld } from './use-held'

interface WaveformProps {
  track: string
  position: number
  duration: number | null
  onSeek(seconds: number): void
  /** The part that is most typical, in seconds. */
  highlight?: { start: number; length: number } | null
  /** What the slider is called, where there may be two of them. */
  label?: string
  className?: string
}

const BARS = 160

/** The track as a picture of its loudness, to be clicked on; a slider for the keyboard lies in it. */
export function Waveform({ track, position, duration, onSeek, highlight, label, className }: WaveformProps) {
  const { t } = useTranslation()
  const { data, isPending } = useQuery(waveformQuery(track))
  const outline = useMemo(() => (data ? shape(envelope(data.peaks, BARS)) : null), [data])
  const [shown, hand] = useHeld(position, onSeek)
  const all = duration ?? 0
  const share = all > 0 ? shown / all : 0

  const seek = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onSeek(((event.clientX - box.left) / box.width) * all)
  }

  if (isPending) return <Skeleton className={cn('h-20 w-full', className)} />
  return (
    <div className={cn('relative h-20 w-full', className)}>
      {outline && (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the slider below is for keys
        <div onClick={seek} className="absolute inset-0 cursor-pointer">
          <svg viewBox={`0 0 ${BARS} 64`} preserveAspectRatio="none" className="size-full" aria-hidden>
            {highlight && all > 0 && (
              <rect
                x={(BARS * highlight.start) / all}
                width={(BARS * highlight.length) / all}
                y={0}
                height={64}
                rx={0.8}
                className="fill-accent/15"
              />
            )}
            <path d={outline} className="fill-faint/55" />
            <clipPath id={`played-${track}`}>
              <rect x={0} y={0} width={BARS * share} height={64} />
            </clipPath>
            <path d={outline} className="fill-accent" clipPath={`url(#played-${track})`} />
          </svg>
        </div>
      )}
      <Slider
        label={label ?? t('player.seek')}
        value={Math.min(shown, all)}
        max={Math.max(all, 0.1)}
        step={5}
        {...hand}
        say={(value) => t('player.position', { at: clock(value), all: clock(duration) })}
        className={outline ? 'absolute -bottom-4' : 'absolute top-1/2'}
      />
    </div>
  )
}

function shape(bars: readonly number[]): string {
  return bars
    .map((height, index) => {
      const half = Math.max(0.8, 31 * height)
      return `M${index + 0.2} ${32 - half}h.6v${2 * half}h-.6z`
    })
    .join('')
}

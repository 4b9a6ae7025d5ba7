import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { lyricsQuery } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { useControls } from './context'
import { lineAt } from './line-at'
import { usePlayer } from './store'

/** Lyrics that follow the music, where they have times; a click on a line goes there. */
export function Lyrics({ track }: { track: string }) {
  const { t } = useTranslation()
  const controls = useControls()
  const { data: lyrics } = useQuery(lyricsQuery(track))
  const times = lyrics?.lines.map((line) => line.time)
  const current = usePlayer(({ position }) => (lyrics?.synced && times ? lineAt(times, position) : -1))
  const here = useRef<HTMLLIElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line is what it scrolls for
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'center' })
  }, [current])
  if (!lyrics) return null
  return (
    <section aria-label={t('player.lyrics')} className="h-full overflow-y-auto scroll-smooth">
      <ol className="space-y-3 py-24 text-xl leading-snug">
        {lyrics.lines.map((line, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat, their places do not
            key={index}
            ref={index === current ? here : undefined}
            aria-current={index === current || undefined}
            className={cn(
              'font-medium transition-colors',
              lyrics.synced && (index === current ? 'text-ink' : 'text-faint'),
            )}
          >
            {line.time !== null ? (
              <button type="button" className="text-left hover:text-ink" onClick={() => controls.seek(line.time ?? 0)}>
                {line.text || '♪'}
              </button>
            ) : (
              line.text || ' '
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

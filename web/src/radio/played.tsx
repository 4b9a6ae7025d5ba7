import { useInfiniteQuery } from '@tanstack/react-query'
import { Check, SkipForward, ThumbsUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type RadioTurn, radioPlaysQuery } from '@/api/radio'
import { usePlayer } from '@/player/store'
import { useScroller } from '@/shell/scroller'
import { TrackTable } from '@/tracks/track-table'
import { List } from '@/ui/list'

const VERDICTS = { liked: ThumbsUp, finished: Check, skipped: SkipForward } as const

/** What a radio has played so far, the latest first, and what it learnt from each. */
export function Played({ id }: { id: string }) {
  const { t } = useTranslation()
  const scroller = useScroller()
  const query = useInfiniteQuery(radioPlaysQuery(id))
  const queue = usePlayer((player) => player.queue)
  const ahead = new Set(queue.entries.slice(queue.current + 1).map((entry) => entry.song.id))
  return (
    <section aria-labelledby="played" className="mt-10">
      <h2 id="played" className="mb-3 font-semibold text-xl tracking-tight">
        {t('radio.played')}
      </h2>
      <List query={query} empty={<p className="text-faint">{t('radio.nothingPlayed')}</p>}>
        {(items, more, hasMore) => (
          <TrackTable
            rows={items
              .filter(({ track }) => !ahead.has(track.id))
              .map(({ position, track, verdict }) => ({
                key: String(position),
                track,
                note: verdict && <Verdict verdict={verdict} />,
              }))}
            context="radio-history"
            scroller={scroller}
            more={more}
            hasMore={hasMore}
          />
        )}
      </List>
    </section>
  )
}

function Verdict({ verdict }: { verdict: NonNullable<RadioTurn['items'][number]['verdict']> }) {
  const { t } = useTranslation()
  const Icon = VERDICTS[verdict]
  return (
    <span className="inline-flex shrink-0 items-center gap-1 self-center text-faint text-xs">
      <Icon className="size-3.5" aria-hidden />
      {t(`radio.verdict.${verdict}`)}
    </span>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pause, Play, RadioTower, ThumbsDown, ThumbsUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Radio, radioPlaysQuery } from '@/api/radio'
import { cn } from '@/lib/cn'
import { useControls } from '@/player/context'
import type { Entry } from '@/player/queue'
import { useRadio } from '@/player/radio'
import { usePlayer } from '@/player/store'
import { WhyBars, WhyLine } from '@/similar/why'
import { Button } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { useReason } from './use-reason'

/** What a radio plays, why, what it is to learn from it, and what comes next. */
export function Now({ radio, entry, next }: { radio: Radio; entry: Entry; next: readonly Entry[] }) {
  const { t } = useTranslation()
  const controls = useControls()
  const { song } = entry
  const sounds = usePlayer(({ state }) => state === 'playing' || state === 'loading')
  const verdict = useRadio(({ verdicts }) => verdicts[song.id])
  const fault = useRadio((state) => state.fault)
  const ended = useRadio((state) => state.ended)
  const liked = verdict === 'liked'

  const skip = () => {
    controls.radio.judge(song.id, 'skipped')
    controls.next()
  }

  return (
    <section
      aria-label={t('radio.now')}
      className="grid grid-cols-1 gap-6 rounded-3xl border border-line bg-surface p-4 sm:p-6 md:grid-cols-[14rem_minmax(0,1fr)] xl:grid-cols-[16rem_minmax(0,1fr)_18rem]"
    >
      <Cover
        key={song.id}
        kind="tracks"
        id={song.id}
        size={512}
        name={song.album || song.title}
        className="mx-auto aspect-square w-full max-w-40 rounded-2xl md:max-w-64 shadow-float"
        eager
      />
      <div className="flex min-w-0 flex-col">
        <div aria-live="polite">
          <p className="font-medium text-accent-strong text-sm">{t('radio.now')}</p>
          <Link
            to="/tracks/$id"
            params={{ id: song.id }}
            className="mt-1 line-clamp-2 font-semibold text-2xl tracking-tight hover:underline sm:text-3xl"
          >
            {song.title}
          </Link>
          <p className="mt-1 truncate text-lg text-soft">{song.artist || t('track.unknownArtist')}</p>
        </div>
        <WhyThis radio={radio} current={song.id} />
        <div className="mt-auto flex flex-wrap items-center gap-2 pt-5">
          <Button
            look="solid"
            size="lg"
            onClick={() => controls.toggle()}
            aria-label={t(sounds ? 'player.pause' : 'player.play')}
            className="w-14 px-0"
          >
            {sounds ? (
              <Pause className="size-5 fill-current" aria-hidden />
            ) : (
              <Play className="size-5 fill-current" aria-hidden />
            )}
          </Button>
          <Button
            size="lg"
            aria-pressed={liked}
            disabled={liked}
            onClick={() => controls.radio.judge(song.id, 'liked')}
            className={cn('max-sm:px-4 max-sm:text-sm', liked && 'bg-wash text-accent-strong disabled:opacity-100')}
          >
            <ThumbsUp className={cn('size-4', liked && 'fill-current')} aria-hidden />
            {t(liked ? 'radio.liked' : 'radio.like')}
          </Button>
          <Button size="lg" disabled={next.length === 0} onClick={skip} className="max-sm:px-4 max-sm:text-sm">
            <ThumbsDown className="size-4" aria-hidden />
            {t('radio.skip')}
          </Button>
        </div>
      </div>
      <div className="md:col-span-2 xl:col-span-1">
        <h3 className="mb-2 font-medium text-faint text-sm">{t('queue.next')}</h3>
        <ol className="space-y-1">
          {next.slice(0, 3).map(({ key, song: one }) => (
            <li key={key}>
              <button
                type="button"
                onClick={() => controls.jump(key)}
                className="flex w-full items-center gap-3 rounded-xl p-2 text-left hover:bg-raised"
              >
                <Cover kind="tracks" id={one.id} size={64} name={one.album || one.title} className="size-11" />
                <span className="min-w-0">
                  <span className="block truncate font-medium">{one.title}</span>
                  <span className="block truncate text-faint text-sm">{one.artist}</span>
                </span>
              </button>
            </li>
          ))}
        </ol>
        <p role="status" className="mt-2 text-faint text-sm">
          {ended ? (
            <span className="flex items-center gap-2">
              <RadioTower className="size-4 shrink-0" aria-hidden />
              {t('radio.ends')}
            </span>
          ) : (
            fault && t('radio.waits', { fault })
          )}
        </p>
      </div>
    </section>
  )
}

function WhyThis({ radio, current }: { radio: Radio; current: string }) {
  const { t } = useTranslation()
  const { data } = useInfiniteQuery(radioPlaysQuery(radio.id))
  const { reason, first } = useReason(radio, data?.pages[0]?.items ?? [], current)
  return (
    <div className="mt-4 min-h-20">
      <p className="text-soft">
        {reason
          ? t(`radio.because.${reason.kind}`, { title: reason.title })
          : t(first ? 'radio.because.first' : 'radio.because.new')}
      </p>
      {reason && (
        <>
          <WhyLine why={reason.why} className="mt-1" />
          <WhyBars why={reason.why} className="mt-2.5 w-40" />
        </>
      )}
    </div>
  )
}

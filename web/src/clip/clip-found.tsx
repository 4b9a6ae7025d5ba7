import { Link } from '@tanstack/react-router'
import { ListPlus, Play, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ClipTracks } from '@/api/clip'
import { clock, percent } from '@/lib/format'
import { useControls } from '@/player/context'
import { SavePlaylist } from '@/playlists/save-playlist'
import { HitList } from '@/similar/hit-list'
import { KeyBadge } from '@/tracks/key-badge'
import { useTagName } from '@/tracks/use-tag-name'
import { Button } from '@/ui/button'
import { Cover } from '@/ui/cover'

/** What the excerpt is of, what was heard in it, and what sounds like it. */
export function ClipFound({ found }: { found: ClipTracks }) {
  const { t } = useTranslation()
  const controls = useControls()
  const own = new Set(found.sources.map(({ track }) => track.id))
  const others = found.items.filter(({ track }) => !own.has(track.id))
  return (
    <div className="space-y-10">
      <section aria-labelledby="is">
        <h2 id="is" className="mb-3 font-semibold text-xl tracking-tight">
          {t('clip.is')}
        </h2>
        {found.sources.length > 0 ? (
          <ul className="space-y-3">
            {found.sources.map((source) => (
              <Source key={source.track.id} {...source} />
            ))}
          </ul>
        ) : (
          <p className="flex items-center gap-3 rounded-2xl border border-line bg-surface px-5 py-4 text-soft">
            <SearchX className="size-5 shrink-0 text-faint" aria-hidden />
            {t(found.recognising ? 'clip.nothing' : 'clip.notRecognising')}
          </p>
        )}
        <Heard heard={found.heard} />
      </section>
      {others.length > 0 && (
        <section aria-labelledby="like">
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <h2 id="like" className="font-semibold text-xl tracking-tight">
              {t('clip.like')}
            </h2>
            <div className="flex flex-wrap gap-2">
              <SavePlaylist name={t('clip.playlist')} trackIds={others.map(({ track }) => track.id)} />
              <Button
                look="solid"
                onClick={() =>
                  controls.playSongs(
                    others.map(({ track }) => track),
                    0,
                    'clip',
                  )
                }
              >
                <Play className="size-4 fill-current" aria-hidden />
                {t('action.playAll')}
              </Button>
            </div>
          </div>
          <HitList hits={others} context="clip" label={t('clip.like')} />
        </section>
      )}
    </div>
  )
}

function Source({ track, position, certainty }: ClipTracks['sources'][number]) {
  const { t } = useTranslation()
  const controls = useControls()
  const at = clock(position)
  const playThere = () => {
    controls.playSongs([track], 0, 'clip')
    controls.seek(position)
  }
  return (
    <li className="flex flex-wrap items-center gap-5 rounded-3xl border border-accent/40 bg-wash p-4 sm:flex-nowrap sm:p-5">
      <Cover
        kind="tracks"
        id={track.id}
        size={256}
        name={track.album || track.title}
        className="size-24 rounded-2xl"
        eager
      />
      <div className="min-w-0 flex-1">
        <Link
          to="/tracks/$id"
          params={{ id: track.id }}
          className="block truncate font-semibold text-xl tracking-tight hover:underline"
        >
          {track.title}
        </Link>
        <p className="truncate text-soft">{[track.artist, track.album].filter(Boolean).join(' · ')}</p>
        <div className="mt-3 max-w-md">
          <div
            role="img"
            aria-label={t('clip.begins', { at, all: clock(track.duration) })}
            className="relative h-1.5 rounded-full bg-line"
          >
            <span
              className="absolute top-1/2 size-3 -translate-x-1/2 -translate-y-1/2 rounded-full bg-accent"
              style={{ left: `${(100 * position) / Math.max(track.duration ?? 0, position, 1)}%` }}
            />
          </div>
          <p className="tabular mt-1.5 text-faint text-sm">
            {t('clip.begins', { at, all: clock(track.duration) })} · {t('clip.certain', { share: percent(certainty) })}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="solid" onClick={playThere}>
          <Play className="size-4 fill-current" aria-hidden />
          {t('clip.playFrom', { at })}
        </Button>
        <Button onClick={() => controls.playLast([track], 'clip')}>
          <ListPlus className="size-4" aria-hidden />
          {t('track.playLast')}
        </Button>
      </div>
    </li>
  )
}

function Heard({ heard }: { heard: ClipTracks['heard'] }) {
  const { t } = useTranslation()
  const tagName = useTagName()
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-faint text-sm">
      <span>{t('clip.heard', { length: t('player.seconds', { count: Math.round(heard.duration) }) })}</span>
      {heard.bpm !== null && <span className="tabular">{Math.round(heard.bpm)} BPM</span>}
      <KeyBadge camelot={heard.camelot} />
      {heard.tags.length > 0 && <span>{heard.tags.map(tagName).join(', ')}</span>}
    </p>
  )
}

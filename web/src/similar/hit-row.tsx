import { Link } from '@tanstack/react-router'
import { ChevronDown, Ellipsis, Heart } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import { useFavour } from '@/api/favourites'
import { cn } from '@/lib/cn'
import { usePlayer } from '@/player/store'
import { useRest } from '@/player/use-rest'
import { endDrag, startDrag } from '@/tracks/dragging'
import { KeyBadge } from '@/tracks/key-badge'
import { IconButton } from '@/ui/button'
import { Menu, type MenuItem, RightMenu } from '@/ui/menu'
import { HitCover } from './hit-cover'
import { PreviewButton } from './preview-button'
import { Versions } from './versions'
import { WhyBars, WhyDetails, WhyLine } from './why'

export type Hit = Schemas['Hit']

interface HitRowProps {
  hit: Hit
  context: string
  onPlay(): void
  menu(): MenuItem[]
}

/** A similar track: what it is, why it is one, and its other versions; the latter unfold below it. */
export function HitRow({ hit, context, onPlay, menu }: HitRowProps) {
  const { t } = useTranslation()
  const id = useId()
  const favour = useFavour()
  const { track, why, copies } = hit
  const [unfolded, setUnfolded] = useState<'why' | 'versions' | null>(null)
  const current = usePlayer(({ queue }) => queue.entries[queue.current]?.song.id === track.id)
  const { onFocus, onBlur } = useRest(track.id)
  const unfold = (what: 'why' | 'versions') => setUnfolded(unfolded === what ? null : what)
  return (
    <li>
      <RightMenu items={menu}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; the cover is a button that does the same */}
        <div
          onDoubleClick={onPlay}
          draggable
          onDragStart={(event) => startDrag(event, [track])}
          onDragEnd={endDrag}
          className="group flex select-none items-center gap-3 rounded-xl px-2 py-2 hover:bg-raised has-[a:focus-visible]:bg-raised sm:gap-4 sm:px-3"
        >
          <HitCover track={track} onPlay={onPlay} className="size-13" />
          <div className="min-w-0 flex-1">
            <div className="flex min-w-0 items-baseline gap-x-2 max-sm:flex-wrap">
              <Link
                to="/tracks/$id"
                params={{ id: track.id }}
                data-hit
                draggable={false}
                onFocus={onFocus}
                onBlur={onBlur}
                aria-current={current || undefined}
                className={cn('truncate py-px font-medium hover:underline', current && 'text-accent')}
              >
                {track.title}
              </Link>
              {copies.length > 0 && (
                <button
                  type="button"
                  aria-expanded={unfolded === 'versions'}
                  aria-controls={`${id}-versions`}
                  onClick={() => unfold('versions')}
                  className="shrink-0 rounded-full bg-raised px-2 py-0.5 text-soft text-xs hover:bg-line group-hover:bg-line pointer-coarse:py-1.5"
                >
                  {t('sound.versions', { count: copies.length })}
                </button>
              )}
            </div>
            <p className="truncate text-faint text-sm">{track.artist || t('track.unknownArtist')}</p>
            {why && (
              <>
                <WhyLine why={why} className="max-sm:hidden" />
                {/* on a phone the words themselves unfold: there is no room for another button */}
                <button
                  type="button"
                  aria-expanded={unfolded === 'why'}
                  aria-controls={`${id}-why`}
                  onClick={() => unfold('why')}
                  className="flex min-h-11 w-full items-start gap-1 text-left sm:hidden"
                >
                  <span className="sr-only">{t('sound.why', { title: track.title })}</span>
                  <WhyLine why={why} />
                  <ChevronDown
                    className={cn('size-4 shrink-0 text-faint', unfolded === 'why' && 'rotate-180')}
                    aria-hidden
                  />
                </button>
              </>
            )}
          </div>
          {why && <WhyBars why={why} className="hidden w-28 shrink-0 md:block" />}
          <div className="tabular hidden w-24 shrink-0 items-center justify-end gap-4 text-faint text-sm 2xl:flex">
            {track.bpm && <span>{Math.round(track.bpm)}</span>}
            <span className="w-11">
              <KeyBadge camelot={track.camelot} />
            </span>
          </div>
          <div className="flex shrink-0 items-center">
            <PreviewButton track={track} />
            <IconButton
              label={t('label.of', { what: t(track.favourite ? 'track.unfavour' : 'track.favour'), name: track.title })}
              aria-pressed={track.favourite}
              onClick={() => favour.mutate({ id: track.id, favourite: !track.favourite })}
              className="hidden sm:inline-flex"
            >
              <Heart className={cn('size-4', track.favourite && 'fill-accent text-accent')} aria-hidden />
            </IconButton>
            {why && (
              <IconButton
                label={t('sound.why', { title: track.title })}
                aria-expanded={unfolded === 'why'}
                aria-controls={`${id}-why`}
                onClick={() => unfold('why')}
                className="max-sm:hidden"
              >
                <ChevronDown
                  className={cn('size-4 transition-transform', unfolded === 'why' && 'rotate-180')}
                  aria-hidden
                />
              </IconButton>
            )}
            <Menu items={menu} label={track.title}>
              <button
                type="button"
                aria-label={t('label.of', { what: t('action.more'), name: track.title })}
                className="grid size-10 pointer-coarse:size-11 place-items-center rounded-full text-faint hover:bg-line hover:text-ink"
              >
                <Ellipsis className="size-4" aria-hidden />
              </button>
            </Menu>
          </div>
        </div>
      </RightMenu>
      {why && unfolded === 'why' && (
        <div id={`${id}-why`} className="px-3 pt-2 pb-5 sm:pl-20">
          <WhyDetails why={why} title={track.title} />
        </div>
      )}
      {unfolded === 'versions' && (
        <Versions id={`${id}-versions`} of={track} tracks={copies} context={context} className="pb-4 sm:pl-20" />
      )}
    </li>
  )
}

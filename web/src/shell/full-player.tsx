import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronDown, ListMusic, MicVocal } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { artworkUrl } from '@/api/client'
import { lyricsQuery, trackQuery } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { clock } from '@/lib/format'
import { useControls } from '@/player/context'
import { Lyrics } from '@/player/lyrics'
import { currentEntry } from '@/player/queue'
import { usePlayer } from '@/player/store'
import { Waveform } from '@/player/waveform'
import { KeyBadge } from '@/tracks/key-badge'
import { IconButton } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { focusWindow } from '@/ui/focus-window'
import { FavourButton } from './favour-button'
import { toggleShell, useShell } from './shell-store'
import { Transport } from './transport'

/** All of the screen for what plays: artwork, waveform, lyrics. */
export default function FullPlayer() {
  const { t } = useTranslation()
  const controls = useControls()
  const song = usePlayer(({ queue }) => currentEntry(queue)?.song)
  const { position, duration } = usePlayer()
  const { data: details } = useQuery({ ...trackQuery(song?.id ?? ''), enabled: Boolean(song) })
  const { data: lyrics } = useQuery({ ...lyricsQuery(song?.id ?? ''), enabled: Boolean(song) })
  const [reading, setReading] = useState(false)
  if (!song) return null
  const close = () => toggleShell('full')
  return (
    <Dialog.Root open onOpenChange={close}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusWindow}
          className="fixed inset-0 z-30 flex flex-col overflow-hidden bg-page outline-none"
        >
          <div
            aria-hidden
            className="absolute inset-0 scale-125 bg-center bg-cover opacity-25 blur-3xl saturate-150"
            style={{ backgroundImage: `url("${artworkUrl('tracks', song.id, 64)}")` }}
          />
          <div className="relative flex items-center p-3">
            <Dialog.Close asChild>
              <IconButton label={t('action.close')}>
                <ChevronDown className="size-6" aria-hidden />
              </IconButton>
            </Dialog.Close>
            <div className="ml-auto flex items-center gap-1">
              <FavourButton id={song.id} />
              {lyrics && (
                <IconButton
                  label={t('player.lyrics')}
                  aria-pressed={reading}
                  onClick={() => setReading(!reading)}
                  className={cn('lg:hidden', reading && 'text-accent')}
                >
                  <MicVocal className="size-5" aria-hidden />
                </IconButton>
              )}
              <IconButton
                label={t('player.queue')}
                onClick={() => useShell.setState({ full: false, queue: true })}
                size="md"
              >
                <ListMusic className="size-5" aria-hidden />
              </IconButton>
            </div>
          </div>
          <div
            className={cn(
              'relative mx-auto grid w-full max-w-6xl flex-1 items-center gap-8 overflow-hidden px-6',
              lyrics && 'lg:grid-cols-2 lg:gap-16',
            )}
          >
            <div className={cn('flex flex-col items-center gap-6 text-center', lyrics && reading && 'hidden lg:flex')}>
              <Cover
                kind="tracks"
                id={song.id}
                size={1024}
                name={song.album || song.title}
                className="aspect-square w-[min(26rem,80vw,42dvh)] rounded-3xl shadow-float"
                eager
              />
              <div className="max-w-full">
                <Dialog.Title className="truncate font-semibold text-2xl tracking-tight">
                  <Link to="/tracks/$id" params={{ id: song.id }} onClick={close} className="hover:underline">
                    {song.title}
                  </Link>
                </Dialog.Title>
                <p className="mt-1 truncate text-soft">
                  {song.artist || t('track.unknownArtist')}
                  {song.album_id && (
                    <>
                      {' · '}
                      <Link to="/albums/$id" params={{ id: song.album_id }} onClick={close} className="hover:underline">
                        {song.album}
                      </Link>
                    </>
                  )}
                </p>
                <p className="tabular mt-2 flex items-center justify-center gap-3 text-faint text-sm">
                  {details?.bpm && <span>{Math.round(details.bpm)} BPM</span>}
                  <KeyBadge camelot={details?.camelot} />
                </p>
              </div>
            </div>
            {lyrics && (
              <div className={cn('h-full min-h-0', !reading && 'hidden lg:block')}>
                <Lyrics track={song.id} />
              </div>
            )}
          </div>
          <div className="relative mx-auto w-full max-w-4xl px-6 pt-4 pb-[max(1.5rem,env(safe-area-inset-bottom))]">
            <Waveform
              track={song.id}
              position={position}
              duration={duration}
              highlight={details?.analysis?.highlight}
              onSeek={(to) => controls.seek(to)}
            />
            <div className="tabular mt-5 flex justify-between text-faint text-xs">
              <span>{clock(position)}</span>
              <span>{clock(duration)}</span>
            </div>
            <div className="mt-2 flex justify-center">
              <Transport large />
            </div>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentEntry } from '@/player/queue'
import { usePlayer } from '@/player/store'
import { Cover } from '@/ui/cover'
import { FavourButton } from './favour-button'
import { toggleShell } from './shell-store'

/** What plays: its picture, which opens all of the player, and its name. */
export function NowPlaying() {
  const { t } = useTranslation()
  const song = usePlayer(({ queue }) => currentEntry(queue)?.song)
  if (!song) return <p className="px-1 text-faint text-sm">{t('player.nothing')}</p>
  return (
    <div className="flex min-w-0 items-center gap-3">
      <button type="button" aria-label={t('player.full')} onClick={() => toggleShell('full')} className="rounded-lg">
        <Cover
          kind="tracks"
          id={song.id}
          size={128}
          name={song.album || song.title}
          className="size-11 lg:size-14"
          eager
        />
      </button>
      <div className="min-w-0">
        <Link to="/tracks/$id" params={{ id: song.id }} className="block truncate font-medium hover:underline">
          {song.title}
        </Link>
        <p className="truncate text-faint text-sm">{song.artist || t('track.unknownArtist')}</p>
      </div>
      <FavourButton id={song.id} className="hidden sm:inline-flex" />
    </div>
  )
}

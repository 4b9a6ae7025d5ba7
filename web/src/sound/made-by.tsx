import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Track } from '@/api/tracks'

/** Who made a track, each with a link to their page. */
export function MadeBy({ track }: { track: Track }) {
  const { t } = useTranslation()
  if (!track.artists.length) return <span>{track.artist || t('track.unknownArtist')}</span>
  return (
    <span className="font-medium text-ink">
      {track.artists.map((artist, index) => (
        <span key={artist.id}>
          {index > 0 && ', '}
          <Link to="/artists/$id" params={{ id: artist.id }} className="hover:underline">
            {artist.name}
          </Link>
        </span>
      ))}
    </span>
  )
}

import { useTranslation } from 'react-i18next'
import { coverUrl } from '@/api/client'
import type { Item } from '@/api/playlist'
import type { Playlist } from '@/api/playlists'
import { span } from '@/lib/format'
import { Hero } from '@/library/hero'
import { Editable } from '@/ui/editable'
import { Picture } from '@/ui/picture'
import { PlaylistActions } from './playlist-actions'
import type { PlaylistChanges } from './use-changes'

interface PlaylistHeroProps {
  playlist: Playlist
  items: readonly Item[]
  changes: PlaylistChanges
  /** Whether all items were read. */
  whole: boolean
  transitions: boolean
  onTransitions(shown: boolean): void
}

/** The top of a playlist: its cover, its name and description to be changed in place, what can be done with it. */
export function PlaylistHero({ playlist, items, changes, whole, transitions, onTransitions }: PlaylistHeroProps) {
  const { t } = useTranslation()
  const count = playlist.count ?? items.length
  const seconds = items.reduce((sum, { track }) => sum + (track.duration ?? 0), 0)
  return (
    <Hero
      kind={t(playlist.rule ? 'playlist.rule' : 'playlist.kind')}
      title={playlist.name}
      heading={
        <Editable
          label={t('entry.name')}
          value={playlist.name}
          maxLength={200}
          onSave={(name) => changes.describe.mutate({ name })}
        />
      }
      description={
        <Editable
          label={t('playlist.description')}
          value={playlist.description}
          placeholder={t('playlist.addDescription')}
          multiline
          maxLength={2000}
          onSave={(description) => changes.describe.mutate({ description })}
        />
      }
      picture={
        <Picture
          url={items.length ? coverUrl(playlist.id, playlist.version, 512) : null}
          size={512}
          name={playlist.name}
          className="size-full rounded-2xl shadow-float"
          eager
          steady
        />
      }
      actions={
        <PlaylistActions
          playlist={playlist}
          items={items}
          changes={changes}
          whole={whole}
          transitions={transitions}
          onTransitions={onTransitions}
        />
      }
    >
      <span>{t('count.tracks', { count })}</span>
      {whole && seconds > 0 && <span>{span(seconds)}</span>}
    </Hero>
  )
}

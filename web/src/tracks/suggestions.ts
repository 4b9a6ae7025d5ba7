import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import { genresQuery, moodsQuery } from '@/api/lists'
import { playlistsQuery } from '@/api/playlists'
import { searchQuery } from '@/api/search'
import type { Track } from '@/api/tracks'
import { folded } from '@/lib/folded'
import { useTagName } from './use-tag-name'

export type SuggestionKind = Schemas['SeedKind'] | 'genre'

/** Something of the library, or of what can be said of music, that a few letters bring. */
export interface Suggestion<K extends SuggestionKind = SuggestionKind> {
  readonly kind: K
  readonly id: string
  readonly label: string
  readonly note?: string
  readonly track?: Track
}

const MOST = 4

/** What of `kinds` fits the text: likeliest first, kind by kind. */
export function useSuggestions(text: string, kinds: readonly SuggestionKind[]) {
  const { t } = useTranslation()
  const tagName = useTagName()
  const asked = text.trim()
  const wants = (kind: SuggestionKind) => kinds.includes(kind)
  const inLibrary = wants('track') || wants('album') || wants('artist')
  const found = useQuery({ ...searchQuery(asked, 6), enabled: asked !== '' && inLibrary })
  const playlists = useQuery({ ...playlistsQuery, enabled: wants('playlist') })
  const moods = useQuery({ ...moodsQuery, enabled: wants('tag') })
  const genres = useInfiniteQuery({ ...genresQuery, enabled: wants('genre') })
  if (asked === '') return { suggestions: [], waiting: false, error: null }

  const needle = folded(asked)
  const fits = (name: string) => folded(name).includes(needle)
  const kindNote = (kind: 'album' | 'artist', by: string) => [t(`seed.${kind}`), by].filter(Boolean).join(' · ')
  const suggestions: Suggestion[] = [
    ...(wants('track') ? (found.data?.tracks ?? []) : []).map(
      (track): Suggestion => ({ kind: 'track', id: track.id, label: track.title, note: track.artist, track }),
    ),
    ...(wants('artist') ? (found.data?.artists ?? []) : [])
      .slice(0, MOST)
      .map((artist): Suggestion => ({ kind: 'artist', id: artist.id, label: artist.name, note: t('seed.artist') })),
    ...(wants('album') ? (found.data?.albums ?? []) : []).slice(0, MOST).map(
      (album): Suggestion => ({
        kind: 'album',
        id: album.id,
        label: album.name,
        note: kindNote('album', album.artist),
      }),
    ),
    ...(playlists.data?.items ?? [])
      .filter(({ name }) => fits(name))
      .slice(0, MOST)
      .map(({ id, name }): Suggestion => ({ kind: 'playlist', id, label: name, note: t('seed.playlist') })),
    ...(genres.data?.pages ?? [])
      .flatMap((page) => page.items)
      .filter(({ name }) => fits(name))
      .slice(0, MOST)
      .map(({ name }): Suggestion => ({ kind: 'genre', id: name, label: name, note: t('seed.genre') })),
    ...(moods.data?.items ?? [])
      .filter(({ name }) => fits(name) || fits(tagName(name)))
      .slice(0, MOST)
      .map(({ name }): Suggestion => ({ kind: 'tag', id: name, label: tagName(name), note: t('seed.tag') })),
    ...(wants('favourites') && fits(t('nav.favourites'))
      ? [{ kind: 'favourites', id: '', label: t('nav.favourites') } as const]
      : []),
    // last, and not before there is anything else to take
    ...(wants('words') && asked.length > 2 && !found.isFetching
      ? [{ kind: 'words', id: asked, label: asked, note: t('seed.words') } as const]
      : []),
  ]
  return { suggestions, waiting: found.isFetching, error: found.error }
}

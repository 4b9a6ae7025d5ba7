import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { AudioLines, Disc3, ListMusic, type LucideIcon, MicVocal } from 'lucide-react'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { playlistsQuery } from '@/api/playlists'
import { searchQuery } from '@/api/search'
import { meQuery } from '@/api/session'
import { folded } from '@/lib/folded'
import { useControls } from '@/player/context'
import { ADMIN, EVERYWHERE } from './places'
import { useActions } from './use-actions'

/** A line of the palette. */
export interface Finding {
  readonly value: string
  readonly title: string
  readonly note?: string
  readonly icon: LucideIcon
  /** The track whose picture it shows. */
  readonly cover?: string
  readonly shortcut?: string
  act(): unknown
  /** Plays it; of what can be played at once. */
  play?(): void
}

interface Group {
  readonly name: string
  readonly findings: readonly Finding[]
}

const MOST = 6

/** What is called like the text, group by group, and whether what the server knows of it is still on its way. */
export function useFindings(text: string): { groups: readonly Group[]; waiting: boolean } {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const controls = useControls()
  const actions = useActions()
  const typed = text.trim()
  const asked = useDeferredValue(typed)
  const { data: me } = useQuery(meQuery)
  const { data: own } = useQuery(playlistsQuery)
  const search = useQuery(searchQuery(asked, MOST))
  const found = asked === '' ? undefined : search.data
  const fits = (name: string) => folded(name).includes(folded(asked))

  const groups: Group[] = [
    {
      name: t('palette.tracks'),
      findings: (found?.tracks ?? []).map((track) => ({
        value: `track ${track.id}`,
        title: track.title,
        note: track.artist,
        cover: track.id,
        icon: AudioLines,
        act: () => navigate({ to: '/tracks/$id', params: { id: track.id } }),
        play: () => controls.playSongs([track], 0, 'search'),
      })),
    },
    {
      name: t('palette.albums'),
      findings: (found?.albums ?? []).map(({ id, name, artist }) => ({
        value: `album ${id}`,
        title: name || t('track.unknownAlbum'),
        note: artist,
        icon: Disc3,
        act: () => navigate({ to: '/albums/$id', params: { id } }),
      })),
    },
    {
      name: t('palette.artists'),
      findings: (found?.artists ?? []).map(({ id, name }) => ({
        value: `artist ${id}`,
        title: name,
        icon: MicVocal,
        act: () => navigate({ to: '/artists/$id', params: { id } }),
      })),
    },
    {
      name: t('nav.playlists'),
      findings: (asked === '' ? [] : (own?.items ?? []))
        .filter(({ name }) => fits(name))
        .slice(0, MOST)
        .map(({ id, name }) => ({
          value: `playlist ${id}`,
          title: name,
          icon: ListMusic,
          act: () => navigate({ to: '/playlists/$id', params: { id } }),
        })),
    },
    {
      name: t('palette.pages'),
      findings: [...EVERYWHERE, ...(me?.role === 'admin' ? [ADMIN] : [])]
        .filter(({ name }) => fits(t(name)))
        .map(({ to, name, icon }) => ({ value: `page ${to}`, title: t(name), icon, act: () => navigate({ to }) })),
    },
    {
      name: t('palette.actions'),
      findings: actions
        .filter(({ name }) => fits(name))
        .map(({ name, icon, shortcut, act }) => ({ value: `action ${name}`, title: name, icon, shortcut, act })),
    },
  ]
  // a server that did not answer at first is not waited for
  const searching = asked !== '' && search.fetchStatus === 'fetching' && search.failureCount === 0
  const unanswered = search.isPending || search.isPlaceholderData
  return {
    groups: groups.filter(({ findings }) => findings.length > 0),
    waiting: asked !== typed || (searching && unanswered),
  }
}

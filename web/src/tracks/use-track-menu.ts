import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  AudioLines,
  Compass,
  Disc3,
  Download,
  Flag,
  FlaskConical,
  Heart,
  Info,
  ListEnd,
  ListPlus,
  ListStart,
  Map as MapIcon,
  MicVocal,
  Play,
  Plus,
  Radio,
  Route,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFavourAll } from '@/api/favourites'
import { playlistsQuery, useCreatePlaylist } from '@/api/playlists'
import type { Track } from '@/api/tracks'
import { useAddTracks } from '@/playlists/use-add-tracks'
import type { MenuItem } from '@/ui/menu'
import { toast } from '@/ui/toast'
import { useQueueing } from './use-queueing'

/** What can be done with one track, or with several that are selected. `extra` comes last: what a place adds of its own. */
export function useTrackMenu(context: string) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queueing = useQueueing(context)
  const favour = useFavourAll()
  const client = useQueryClient()
  const add = useAddTracks()
  const create = useCreatePlaylist()
  useQuery(playlistsQuery)

  const playlistItems = (tracks: Track[]): MenuItem[] => {
    const own = client.getQueryData(playlistsQuery.queryKey)?.items.filter((playlist) => !playlist.rule) ?? []
    return [
      {
        kind: 'action',
        label: t('nav.newPlaylist'),
        icon: Plus,
        run: () =>
          create.mutate(
            { name: tracks[0]?.title || t('nav.newPlaylist'), track_ids: tracks.map((track) => track.id) },
            {
              onSuccess: (playlist) => navigate({ to: '/playlists/$id', params: { id: playlist.id } }),
              onError: toast.fault,
            },
          ),
      },
      ...(own.length ? [{ kind: 'line' } as const] : []),
      ...own.map(
        (playlist): MenuItem => ({
          kind: 'action',
          label: playlist.name,
          run: () =>
            add(
              playlist,
              tracks.map((track) => track.id),
            ),
        }),
      ),
    ]
  }

  return (tracks: Track[], extra: MenuItem[] = []): MenuItem[] => {
    const [first] = tracks
    if (!first) return []
    const alone = tracks.length === 1
    const artist = first.artists[0]
    const items: (MenuItem | false | null | undefined)[] = [
      { kind: 'action', label: t('track.playNow'), icon: Play, run: () => queueing.now(tracks) },
      { kind: 'action', label: t('track.playNext'), icon: ListStart, run: () => queueing.next(tracks) },
      { kind: 'action', label: t('track.playLast'), icon: ListEnd, run: () => queueing.last(tracks) },
      { kind: 'line' },
      { kind: 'more', label: t('track.addTo'), icon: ListPlus, items: playlistItems(tracks) },
      {
        kind: 'action',
        label: t(first.favourite ? 'track.unfavour' : 'track.favour'),
        icon: Heart,
        run: () => favour.mutate({ ids: tracks.map(({ id }) => id), favourite: !first.favourite }),
      },
      alone && { kind: 'line' },
      alone && {
        kind: 'action',
        label: t('track.similar'),
        icon: AudioLines,
        run: () => navigate({ to: '/tracks/$id', params: { id: first.id }, hash: 'similar' }),
      },
      alone && {
        kind: 'action',
        label: t('track.radio'),
        icon: Radio,
        run: () => navigate({ to: '/radio', search: { track: first.id } }),
      },
      alone && {
        kind: 'more',
        label: t('sound.wander'),
        icon: Compass,
        items: [
          { label: t('sound.pathFrom'), icon: Route, run: () => navigate({ to: '/path', search: { from: first.id } }) },
          { label: t('sound.pathTo'), icon: Flag, run: () => navigate({ to: '/path', search: { to: first.id } }) },
          {
            label: t('sound.mix'),
            icon: FlaskConical,
            run: () => navigate({ to: '/alchemy', search: { more: `track:${first.id}` } }),
          },
          { label: t('sound.map'), icon: MapIcon, run: () => navigate({ to: '/map', search: { track: first.id } }) },
        ].map((item) => ({ kind: 'action' as const, ...item })),
      },
      alone && { kind: 'line' },
      alone &&
        artist && {
          kind: 'action',
          label: t('track.goArtist'),
          icon: MicVocal,
          run: () => navigate({ to: '/artists/$id', params: { id: artist.id } }),
        },
      alone &&
        first.album_id !== null && {
          kind: 'action',
          label: t('track.goAlbum'),
          icon: Disc3,
          run: () => navigate({ to: '/albums/$id', params: { id: first.album_id ?? '' } }),
        },
      alone && {
        kind: 'action',
        label: t('track.details'),
        icon: Info,
        run: () => navigate({ to: '/tracks/$id', params: { id: first.id } }),
      },
      alone && {
        kind: 'action',
        label: t('track.download'),
        icon: Download,
        run: () => location.assign(`/api/v1/tracks/${first.id}/stream?download=true`),
      },
      ...(extra.length ? [{ kind: 'line' } as const, ...extra] : []),
    ]
    return items.filter((item): item is MenuItem => Boolean(item))
  }
}

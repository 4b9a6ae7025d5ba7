import { useNavigate } from '@tanstack/react-router'
import {
  AudioWaveform,
  Copy,
  Download,
  Ellipsis,
  FileDown,
  Link2,
  ListEnd,
  Play,
  Radio,
  Shuffle,
  SlidersHorizontal,
  Snowflake,
  Spline,
  Trash2,
} from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '@/api/playlist'
import { type Playlist, useDeletePlaylist, useDuplicatePlaylist } from '@/api/playlists'
import { lazyPart } from '@/lib/part'
import { shuffled } from '@/lib/shuffled'
import { useControls } from '@/player/context'
import { MOST } from '@/player/queue'
import { RadioLink } from '@/radio/radio-link'
import { Button, IconButton } from '@/ui/button'
import { Confirm } from '@/ui/confirm'
import { Menu, type MenuItem } from '@/ui/menu'
import { toast } from '@/ui/toast'
import type { PlaylistChanges } from './use-changes'

const OrderDialog = lazyPart(() => import('./order-dialog'))
const RuleDialog = lazyPart(() => import('./rule-dialog'))
const ShareDialog = lazyPart(() => import('./share-dialog'))

interface PlaylistActionsProps {
  playlist: Playlist
  items: readonly Item[]
  changes: PlaylistChanges
  whole: boolean
  transitions: boolean
  onTransitions(shown: boolean): void
}

type Asked = 'share' | 'order' | 'rule' | 'delete' | null

const FORMATS = ['m3u8', 'xspf', 'jspf'] as const

/** What can be done with a playlist as a whole. */
export function PlaylistActions({ playlist, items, changes, whole, transitions, onTransitions }: PlaylistActionsProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const controls = useControls()
  const duplicate = useDuplicatePlaylist()
  const destroy = useDeletePlaylist()
  const [asked, setAsked] = useState<Asked>(null)
  const { id, rule } = playlist
  const context = `playlist:${id}`
  const tracks = items.flatMap(({ track }) => (track.missing_since === null ? [track] : []))
  const ready = tracks.length > 0 && (whole || tracks.length >= MOST)
  const close = () => setAsked(null)

  const copy = () =>
    duplicate.mutate(
      { id, name: t('playlist.copyName', { name: playlist.name }) },
      { onSuccess: (made) => navigate({ to: '/playlists/$id', params: { id: made.id } }), onError: toast.fault },
    )

  const remove = () =>
    destroy.mutate(
      { id, version: playlist.version },
      {
        onSuccess: () => {
          toast.done(t('playlist.deleted', { name: playlist.name }))
          void navigate({ to: '/playlists' })
        },
        onError: toast.fault,
      },
    )

  const freeze = () => changes.freeze.mutate(null, { onSuccess: () => toast.done(t('playlist.frozen')) })

  const more = (): MenuItem[] => [
    {
      kind: 'action',
      label: t('track.playLast'),
      icon: ListEnd,
      disabled: !ready,
      run: () => {
        controls.playLast(tracks, context)
        toast.done(t('track.queued', { count: tracks.length }))
      },
    },
    {
      kind: 'action',
      label: t('sound.radio'),
      icon: Radio,
      disabled: tracks.length === 0,
      run: () => void navigate({ to: '/radio', search: { seeds: `playlist:${id}` } }),
    },
    { kind: 'line' },
    ...(rule
      ? [{ kind: 'action', label: t('playlist.freeze'), icon: Snowflake, run: freeze } as const]
      : [
          {
            kind: 'action',
            label: t(transitions ? 'playlist.hideTransitions' : 'playlist.showTransitions'),
            icon: Spline,
            disabled: items.length < 2,
            run: () => onTransitions(!transitions),
          } as const,
        ]),
    { kind: 'action', label: t('playlist.duplicate'), icon: Copy, run: copy },
    {
      kind: 'more',
      label: t('playlist.export'),
      icon: FileDown,
      items: FORMATS.map((format) => ({
        kind: 'action',
        label: format.toUpperCase(),
        run: () => location.assign(`/api/v1/playlists/${id}/export?format=${format}`),
      })),
    },
    {
      kind: 'action',
      label: t('playlist.download'),
      icon: Download,
      disabled: tracks.length === 0,
      run: () => location.assign(`/api/v1/playlists/${id}/download`),
    },
    { kind: 'line' },
    { kind: 'action', label: t('playlist.delete'), icon: Trash2, danger: true, run: () => setAsked('delete') },
  ]

  return (
    <>
      <Button look="solid" size="lg" disabled={!ready} onClick={() => controls.playSongs(tracks, 0, context)}>
        <Play className="size-5 fill-current" aria-hidden />
        {t('action.play')}
      </Button>
      <Button
        size="lg"
        disabled={!ready}
        onClick={() => controls.playSongs(shuffled(tracks), 0, context)}
        className="w-12 px-0 sm:w-auto sm:px-6"
      >
        <Shuffle className="size-4" aria-hidden />
        <span className="sr-only sm:not-sr-only">{t('action.shuffle')}</span>
      </Button>
      {ready && <RadioLink kind="playlist" id={id} className="max-sm:hidden" />}
      {rule ? (
        <IconButton label={t('playlist.editRule')} look="plain" size="lg" onClick={() => setAsked('rule')}>
          <SlidersHorizontal className="size-5" aria-hidden />
        </IconButton>
      ) : (
        <IconButton
          label={t('playlist.orderBySound')}
          look="plain"
          size="lg"
          disabled={items.length < 3}
          onClick={() => setAsked('order')}
        >
          <AudioWaveform className="size-5" aria-hidden />
        </IconButton>
      )}
      <IconButton label={t('playlist.share')} look="plain" size="lg" onClick={() => setAsked('share')}>
        <Link2 className="size-5" aria-hidden />
      </IconButton>
      <Menu items={more} label={t('action.more')}>
        <Button size="lg" className="w-12 px-0" aria-label={t('action.more')}>
          <Ellipsis className="size-5" aria-hidden />
        </Button>
      </Menu>
      <Suspense>
        {asked === 'share' && <ShareDialog playlist={playlist} onClose={close} />}
        {asked === 'order' && <OrderDialog playlist={playlist} items={items} changes={changes} onClose={close} />}
        {asked === 'rule' && rule && (
          <RuleDialog
            title={t('playlist.editRule')}
            rule={rule}
            onClose={close}
            onSave={(changed) => changes.rule.mutate(changed, { onSuccess: close })}
          />
        )}
      </Suspense>
      <Confirm
        open={asked === 'delete'}
        onOpenChange={close}
        title={t('playlist.deleteTitle', { name: playlist.name })}
        body={t('playlist.deleteHint')}
        action={t('action.delete')}
        onConfirm={remove}
      />
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { AudioLines, Disc3, ListMusic, type LucideIcon, MicVocal, Play } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { playlistsQuery } from '@/api/playlists'
import { searchQuery } from '@/api/search'
import { meQuery } from '@/api/session'
import { folded } from '@/lib/folded'
import { useControls } from '@/player/context'
import { Cover } from '@/ui/cover'
import { Key } from '@/ui/key'
import { ADMIN, EVERYWHERE } from './places'
import { useShell } from './shell-store'
import { useActions } from './use-actions'

const MOST = 6

/** Whatever one types: tracks, albums, artists, playlists, pages, actions. */
export default function Palette() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const controls = useControls()
  const actions = useActions()
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const { data: me } = useQuery(meQuery)
  const { data: own } = useQuery(playlistsQuery)
  const { data } = useQuery(searchQuery(asked, MOST))
  const found = asked === '' ? undefined : data

  const close = () => useShell.setState({ palette: false })
  const run = (action: () => unknown) => () => {
    close()
    action()
  }
  const fits = (name: string) => folded(name).includes(folded(asked))
  const playlists = asked === '' ? [] : (own?.items ?? []).filter(({ name }) => fits(name)).slice(0, MOST)
  const pages = [...EVERYWHERE, ...(me?.role === 'admin' ? [ADMIN] : [])].filter(({ name }) => fits(t(name)))

  const acts = actions.filter(({ name }) => fits(name))

  // what is found comes after it was asked for, above what is there already: then Enter is meant for that
  const first = [
    ...(found?.tracks ?? []).map(({ id }) => `track ${id}`),
    ...(found?.albums ?? []).map(({ id }) => `album ${id}`),
    ...(found?.artists ?? []).map(({ id }) => `artist ${id}`),
    ...playlists.map(({ id }) => `playlist ${id}`),
    ...pages.map(({ to }) => `page ${to}`),
    ...acts.map(({ name }) => `action ${name}`),
  ][0]
  const [chosen, setChosen] = useState(first ?? '')
  useEffect(() => setChosen(first ?? ''), [first])

  return (
    <Dialog.Root open onOpenChange={close}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/50 backdrop-blur-[2px]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[10dvh] left-1/2 z-40 w-[min(38rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-3xl border border-line bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{t('palette.label')}</Dialog.Title>
          <Command shouldFilter={false} label={t('palette.label')} value={chosen} onValueChange={setChosen} loop>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder={t('palette.placeholder')}
              className="h-14 w-full border-line border-b bg-transparent px-5 text-base outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[60dvh] overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs">
              <Command.Empty className="px-3 py-8 text-center text-faint">{t('palette.none')}</Command.Empty>
              <Group heading={t('palette.tracks')}>
                {found?.tracks.map((track) => (
                  <Item
                    key={track.id}
                    value={`track ${track.id}`}
                    title={track.title}
                    note={track.artist}
                    cover={track.id}
                    icon={AudioLines}
                    onSelect={run(() => navigate({ to: '/tracks/$id', params: { id: track.id } }))}
                    onPlay={run(() => controls.playSongs([track], 0, 'search'))}
                    playLabel={t('label.of', { what: t('action.play'), name: track.title })}
                  />
                ))}
              </Group>
              <Group heading={t('palette.albums')}>
                {found?.albums.map((album) => (
                  <Item
                    key={album.id}
                    value={`album ${album.id}`}
                    title={album.name || t('track.unknownAlbum')}
                    note={album.artist}
                    icon={Disc3}
                    onSelect={run(() => navigate({ to: '/albums/$id', params: { id: album.id } }))}
                  />
                ))}
              </Group>
              <Group heading={t('palette.artists')}>
                {found?.artists.map((artist) => (
                  <Item
                    key={artist.id}
                    value={`artist ${artist.id}`}
                    title={artist.name}
                    icon={MicVocal}
                    onSelect={run(() => navigate({ to: '/artists/$id', params: { id: artist.id } }))}
                  />
                ))}
              </Group>
              <Group heading={t('nav.playlists')}>
                {playlists.map((playlist) => (
                  <Item
                    key={playlist.id}
                    value={`playlist ${playlist.id}`}
                    title={playlist.name}
                    icon={ListMusic}
                    onSelect={run(() => navigate({ to: '/playlists/$id', params: { id: playlist.id } }))}
                  />
                ))}
              </Group>
              <Group heading={t('palette.pages')}>
                {pages.map(({ to, name, icon }) => (
                  <Item
                    key={to}
                    value={`page ${to}`}
                    title={t(name)}
                    icon={icon}
                    onSelect={run(() => navigate({ to }))}
                  />
                ))}
              </Group>
              <Group heading={t('palette.actions')}>
                {acts.map(({ name, icon, shortcut, act }) => (
                  <Item
                    key={name}
                    value={`action ${name}`}
                    title={name}
                    icon={icon}
                    shortcut={shortcut}
                    onSelect={run(act)}
                  />
                ))}
              </Group>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** What is of one kind; nothing, where there is none. */
function Group({ heading, children }: { heading: string; children: ReactNode[] | undefined }) {
  return children?.length ? <Command.Group heading={heading}>{children}</Command.Group> : null
}

interface ItemProps {
  value: string
  title: string
  note?: string
  icon: LucideIcon
  cover?: string
  shortcut?: string
  onSelect(): void
  onPlay?(): void
  playLabel?: string
}

function Item({ value, title, note, icon: Icon, cover, shortcut, onSelect, onPlay, playLabel }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-3 py-1.5 data-[selected=true]:bg-raised"
    >
      {cover ? (
        <Cover kind="tracks" id={cover} size={64} name={title} className="size-9 rounded-md" />
      ) : (
        <span className="grid size-9 place-items-center rounded-md bg-raised text-faint">
          <Icon className="size-4" aria-hidden />
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{title}</span>
        {note && <span className="block truncate text-faint text-sm">{note}</span>}
      </span>
      {shortcut && <Key>{shortcut}</Key>}
      {onPlay && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={playLabel}
          onClick={(event) => {
            event.stopPropagation()
            onPlay()
          }}
          className="grid size-8 place-items-center rounded-full text-faint hover:bg-line hover:text-ink pointer-coarse:size-11"
        >
          <Play className="size-4 fill-current" aria-hidden />
        </button>
      )}
    </Command.Item>
  )
}

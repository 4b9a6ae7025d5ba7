import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { AudioLines, Disc3, type LucideIcon, MicVocal, Moon, Play, ScanSearch } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, api } from '@/api/client'
import { keys } from '@/api/keys'
import { meQuery } from '@/api/session'
import { usePreferences } from '@/lib/preferences'
import { useControls } from '@/player/context'
import { Cover } from '@/ui/cover'
import { toast } from '@/ui/toast'
import { EVERYWHERE } from './places'
import { useShell } from './shell-store'

/** Whatever one types: tracks, albums, artists, pages, actions. */
export default function Palette() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const controls = useControls()
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const { data: me } = useQuery(meQuery)
  const { data: found } = useQuery({
    queryKey: keys.search(asked),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answered(api.GET('/api/v1/search', { params: { query: { q: asked, limit: 6 } }, signal })),
  })

  const close = () => useShell.setState({ palette: false })
  const run = (action: () => unknown) => () => {
    close()
    action()
  }
  const fits = (name: string) => name.toLowerCase().includes(text.trim().toLowerCase())
  const pages = EVERYWHERE.filter((place) => fits(t(place.name)))
  const themed = () =>
    usePreferences.getState().set({ theme: document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark' })
  const scan = () => api.POST('/api/v1/library/scans', { body: null }).catch(toast.fault)

  return (
    <Dialog.Root open onOpenChange={close}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/50 backdrop-blur-[2px]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[10dvh] left-1/2 z-40 w-[min(38rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-3xl border border-line bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{t('palette.label')}</Dialog.Title>
          <Command shouldFilter={false} label={t('palette.label')} loop>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder={t('palette.placeholder')}
              className="h-14 w-full border-line border-b bg-transparent px-5 text-base outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[60dvh] overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs">
              <Command.Empty className="px-3 py-8 text-center text-faint">{t('palette.none')}</Command.Empty>
              {asked !== '' && found && (
                <>
                  {found.tracks.length > 0 && (
                    <Command.Group heading={t('palette.tracks')}>
                      {found.tracks.map((track) => (
                        <Item
                          key={track.id}
                          value={`track ${track.id}`}
                          title={track.title}
                          note={track.artist}
                          cover={track.id}
                          icon={AudioLines}
                          onSelect={run(() => navigate({ to: '/tracks/$id', params: { id: track.id } }))}
                          onPlay={run(() => controls.playSongs([track], 0, 'search'))}
                          playLabel={`${t('action.play')}: ${track.title}`}
                        />
                      ))}
                    </Command.Group>
                  )}
                  {found.albums.length > 0 && (
                    <Command.Group heading={t('palette.albums')}>
                      {found.albums.map((album) => (
                        <Item
                          key={album.id}
                          value={`album ${album.id}`}
                          title={album.name}
                          note={album.artist}
                          icon={Disc3}
                          onSelect={run(() => navigate({ to: '/albums/$id', params: { id: album.id } }))}
                        />
                      ))}
                    </Command.Group>
                  )}
                  {found.artists.length > 0 && (
                    <Command.Group heading={t('palette.artists')}>
                      {found.artists.map((artist) => (
                        <Item
                          key={artist.id}
                          value={`artist ${artist.id}`}
                          title={artist.name}
                          icon={MicVocal}
                          onSelect={run(() => navigate({ to: '/artists/$id', params: { id: artist.id } }))}
                        />
                      ))}
                    </Command.Group>
                  )}
                </>
              )}
              {pages.length > 0 && (
                <Command.Group heading={t('palette.pages')}>
                  {pages.map(({ to, name, icon }) => (
                    <Item
                      key={to}
                      value={`page ${to}`}
                      title={t(name)}
                      icon={icon}
                      onSelect={run(() => navigate({ to }))}
                    />
                  ))}
                </Command.Group>
              )}
              <Command.Group heading={t('palette.actions')}>
                {fits(t('palette.theme')) && (
                  <Item value="theme" title={t('palette.theme')} icon={Moon} onSelect={run(themed)} />
                )}
                {me?.role === 'admin' && fits(t('palette.scan')) && (
                  <Item value="scan" title={t('palette.scan')} icon={ScanSearch} onSelect={run(scan)} />
                )}
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface ItemProps {
  value: string
  title: string
  note?: string
  icon: LucideIcon
  cover?: string
  onSelect(): void
  onPlay?(): void
  playLabel?: string
}

function Item({ value, title, note, icon: Icon, cover, onSelect, onPlay, playLabel }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex items-center gap-3 rounded-xl px-3 py-2 data-[selected=true]:bg-raised"
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
      {onPlay && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={playLabel}
          onClick={(event) => {
            event.stopPropagation()
            onPlay()
          }}
          className="grid size-8 place-items-center rounded-full text-faint hover:bg-line hover:text-ink"
        >
          <Play className="size-4 fill-current" aria-hidden />
        </button>
      )}
    </Command.Item>
  )
}

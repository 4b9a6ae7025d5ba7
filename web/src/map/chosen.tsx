import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { ListPlus, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { lookUpAll, namedQuery } from '@/api/map'
import { playlistsQuery, useAddToPlaylist } from '@/api/playlists'
import { day } from '@/lib/format'
import { useControls } from '@/player/context'
import { MOST } from '@/player/queue'
import { SavePlaylist } from '@/playlists/save-playlist'
import { Button } from '@/ui/button'
import { List, NearEnd } from '@/ui/list'
import { Menu, type MenuItem } from '@/ui/menu'
import { toast } from '@/ui/toast'
import { Panel } from './panel'
import { PlaceList, PlaceListSkeleton } from './place-list'

/** The most tracks that a playlist holds. */
const LONGEST = 10_000

interface ChosenProps {
  ids: readonly string[]
  selected: string | undefined
  onReach(id: string): void
  onChoose(id: string): void
  onClose(): void
}

/** What was caught with the lasso: to be played, or kept. */
export function Chosen({ ids, onClose, ...list }: ChosenProps) {
  const { t } = useTranslation()
  const controls = useControls()
  const query = useInfiniteQuery(namedQuery(ids))
  const play = useMutation({
    mutationFn: () => lookUpAll(ids.slice(0, MOST)),
    onSuccess: (tracks) => controls.playSongs(tracks, 0, 'map'),
    onError: toast.fault,
  })
  const kept = ids.slice(0, LONGEST)
  return (
    <Panel
      title={t('count.tracks', { count: ids.length })}
      onClose={onClose}
      actions={
        <>
          <Button look="solid" disabled={play.isPending} onClick={() => play.mutate()}>
            <Play className="size-4 fill-current" aria-hidden />
            {t('action.play')}
          </Button>
          <SavePlaylist name={t('map.playlistName', { day: day(new Date().toISOString()) })} trackIds={kept} />
          <AddTo ids={kept} />
        </>
      }
    >
      {ids.length > LONGEST && <p className="px-2 pb-2 text-faint text-sm">{t('map.tooMany', { count: LONGEST })}</p>}
      <List query={query} skeleton={<PlaceListSkeleton />} empty={null}>
        {(tracks, more) => (
          <>
            <PlaceList label={t('map.chosen')} tracks={tracks} {...list} />
            <NearEnd more={more} />
          </>
        )}
      </List>
    </Panel>
  )
}

function AddTo({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation()
  const add = useAddToPlaylist()
  const { data } = useQuery(playlistsQuery)
  const own = data?.items.filter((playlist) => !playlist.rule) ?? []
  if (!own.length) return null
  const items = (): MenuItem[] =>
    own.map(({ id, name }) => ({
      kind: 'action',
      label: name,
      run: () =>
        add.mutate(
          { id, trackIds: [...ids] },
          { onSuccess: () => toast.done(t('track.addedTo', { name })), onError: toast.fault },
        ),
    }))
  return (
    <Menu items={items} label={t('track.addTo')}>
      <Button>
        <ListPlus className="size-4" aria-hidden />
        {t('track.addTo')}
      </Button>
    </Menu>
  )
}

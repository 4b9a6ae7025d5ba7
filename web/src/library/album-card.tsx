import { useTranslation } from 'react-i18next'
import { answered, api } from '@/api/client'
import type { Album } from '@/api/lists'
import { useControls } from '@/player/context'
import { Card } from '@/ui/card'
import { Cover } from '@/ui/cover'
import { toast } from '@/ui/toast'

interface AlbumCardProps {
  album: Album
  eager?: boolean
  reachable?: boolean
}

export function AlbumCard({ album, eager, reachable }: AlbumCardProps) {
  const { t } = useTranslation()
  const play = usePlayAlbum()
  return (
    <Card
      link={{ to: '/albums/$id', params: { id: album.id } }}
      title={album.name || t('track.unknownAlbum')}
      note={[album.artist || t('track.unknownArtist'), album.year].filter(Boolean).join(' · ')}
      picture={
        <Cover
          kind="albums"
          id={album.id}
          size={256}
          name={album.name}
          className="aspect-square w-full"
          eager={eager}
        />
      }
      onPlay={() => play(album.id)}
      reachable={reachable}
    />
  )
}

/** Plays an album from its first track on. */
function usePlayAlbum() {
  const controls = useControls()
  return async (id: string) => {
    try {
      const found = await answered(
        api.GET('/api/v1/tracks', { params: { query: { album: id, sort: 'album', limit: 500 } } }),
      )
      controls.playSongs(found.items, 0, `album:${id}`)
    } catch (problem) {
      toast.fault(problem)
    }
  }
}

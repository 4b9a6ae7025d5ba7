import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { alikeAlbumsQuery, alikeArtistsQuery } from '@/api/similar'
import { Card, Shelf } from '@/ui/card'
import { AlbumCard } from './album-card'
import { Monogram } from './monogram'

/** Albums whose tracks, taken together, sound like those of this one. */
export function AlikeAlbums({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data } = useQuery(alikeAlbumsQuery(id))
  if (!data?.items.length) return null
  return (
    <Shelf title={t('sound.alikeAlbums')}>
      {data.items.map(({ album }) => (
        <AlbumCard key={album.id} album={album} />
      ))}
    </Shelf>
  )
}

/** Artists whose tracks, taken together, sound like those of this one. */
export function AlikeArtists({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data } = useQuery(alikeArtistsQuery(id))
  if (!data?.items.length) return null
  return (
    <Shelf title={t('sound.alikeArtists')}>
      {data.items.map(({ artist }) => (
        <Card
          key={artist.id}
          round
          link={{ to: '/artists/$id', params: { id: artist.id } }}
          title={artist.name}
          note={t('count.tracks', { count: artist.tracks })}
          picture={<Monogram name={artist.name} className="aspect-square w-full text-4xl" />}
        />
      ))}
    </Shelf>
  )
}

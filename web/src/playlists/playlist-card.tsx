import { useQueryClient } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { coverUrl } from '@/api/client'
import { itemsQuery } from '@/api/playlist'
import type { Playlist } from '@/api/playlists'
import { useControls } from '@/player/context'
import { Card } from '@/ui/card'
import { Picture } from '@/ui/picture'
import { toast } from '@/ui/toast'

/** A playlist among others. */
export function PlaylistCard({ playlist, eager }: { playlist: Playlist; eager?: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const controls = useControls()
  const { id, name, count, rule, version } = playlist
  const play = async () => {
    try {
      const { pages } = await client.fetchInfiniteQuery(itemsQuery(id))
      const tracks = pages.flatMap((page) => page.items.map((item) => item.track))
      controls.playSongs(
        tracks.filter((track) => track.missing_since === null),
        0,
        `playlist:${id}`,
      )
    } catch (problem) {
      toast.fault(problem)
    }
  }
  return (
    <Card
      link={{ to: '/playlists/$id', params: { id } }}
      title={name}
      note={
        rule ? (
          <span className="inline-flex items-center gap-1.5">
            <Sparkles className="size-3.5" aria-hidden />
            {t('playlist.rule')}
          </span>
        ) : (
          t('count.tracks', { count: count ?? 0 })
        )
      }
      picture={
        <Picture
          url={count === 0 ? null : coverUrl(id, version)}
          size={256}
          name={name}
          className="aspect-square w-full"
          eager={eager}
        />
      }
      onPlay={count === 0 ? undefined : play}
    />
  )
}

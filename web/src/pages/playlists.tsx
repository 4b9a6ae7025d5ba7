import { useQuery, useQueryClient } from '@tanstack/react-query'
import { FileUp, ListMusic, Plus, Sparkles } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { coverUrl } from '@/api/client'
import { type ImportedPlaylist, importPlaylist } from '@/api/import-playlist'
import { keys } from '@/api/keys'
import { type Playlist, playlistsQuery } from '@/api/playlists'
import { ImportReport } from '@/playlists/import-report'
import { NewPlaylist } from '@/shell/new-playlist'
import { Button } from '@/ui/button'
import { Card, Grid, GridSkeleton } from '@/ui/card'
import { Page } from '@/ui/page'
import { Picture } from '@/ui/picture'
import { Empty, Fault } from '@/ui/states'
import { toast } from '@/ui/toast'

/** What somebody put together. */
export default function Playlists() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useQuery(playlistsQuery)
  const file = useRef<HTMLInputElement>(null)
  const [naming, setNaming] = useState(false)
  const [imported, setImported] = useState<ImportedPlaylist | null>(null)

  const bring = async (chosen: File | undefined) => {
    if (!chosen) return
    try {
      setImported(await importPlaylist(chosen))
      await client.invalidateQueries({ queryKey: keys.playlists })
    } catch (problem) {
      toast.fault(problem)
    }
  }

  const create = (
    <Button look="solid" onClick={() => setNaming(true)}>
      <Plus className="size-4" aria-hidden />
      {t('nav.newPlaylist')}
    </Button>
  )
  return (
    <Page
      title={t('nav.playlists')}
      actions={
        <>
          <Button onClick={() => file.current?.click()}>
            <FileUp className="size-4" aria-hidden />
            {t('playlist.import')}
          </Button>
          {create}
          <input
            ref={file}
            type="file"
            accept=".m3u,.m3u8,.xspf,.jspf,.json"
            className="hidden"
            aria-label={t('playlist.import')}
            onChange={(event) => {
              void bring(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </>
      }
    >
      {query.isPending ? (
        <GridSkeleton count={6} />
      ) : query.isError ? (
        <Fault error={query.error} retry={query.refetch} />
      ) : query.data.items.length === 0 ? (
        <Empty icon={ListMusic} title={t('playlist.none')} action={create}>
          {t('playlist.noneHint')}
        </Empty>
      ) : (
        <Grid>
          {query.data.items.map((playlist) => (
            <PlaylistCard key={playlist.id} playlist={playlist} />
          ))}
        </Grid>
      )}
      <NewPlaylist open={naming} onOpenChange={setNaming} />
      {imported && <ImportReport imported={imported} onClose={() => setImported(null)} />}
    </Page>
  )
}

function PlaylistCard({ playlist }: { playlist: Playlist }) {
  const { t } = useTranslation()
  return (
    <Card
      link={{ to: '/playlists/$id', params: { id: playlist.id } }}
      title={playlist.name}
      note={
        playlist.rule ? (
          <span className="inline-flex items-center gap-1.5">
            <Sparkles className="size-3.5" aria-hidden />
            {t('playlist.rule')}
          </span>
        ) : (
          t('count.tracks', { count: playlist.count ?? 0 })
        )
      }
      picture={
        <Picture
          url={playlist.count === 0 ? null : coverUrl(playlist.id, playlist.version)}
          size={256}
          name={playlist.name}
          className="aspect-square w-full"
        />
      }
    />
  )
}

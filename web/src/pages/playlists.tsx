import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { FileUp, ListMusic, Plus, Sparkles } from 'lucide-react'
import { type DragEvent, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportedPlaylist, importPlaylist } from '@/api/import-playlist'
import { keys } from '@/api/keys'
import { playlistsQuery, useCreatePlaylist } from '@/api/playlists'
import { cn } from '@/lib/cn'
import { lazyPart } from '@/lib/part'
import { ImportReport } from '@/playlists/import-report'
import { PlaylistCard } from '@/playlists/playlist-card'
import { toggleShell } from '@/shell/shell-store'
import { Button } from '@/ui/button'
import { Grid, GridSkeleton } from '@/ui/card'
import { Page } from '@/ui/page'
import { Empty, Fault } from '@/ui/states'
import { toast } from '@/ui/toast'

const RuleDialog = lazyPart(() => import('@/playlists/rule-dialog'))

/** What somebody put together; files of other programs may be dropped anywhere on it. */
export default function Playlists() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const query = useQuery(playlistsQuery)
  const create = useCreatePlaylist()
  const file = useRef<HTMLInputElement>(null)
  const [ruling, setRuling] = useState(false)
  const [over, setOver] = useState(false)
  const [imported, setImported] = useState<ImportedPlaylist[]>([])

  const bring = async (files: Iterable<File>) => {
    for (const chosen of files)
      try {
        const one = await importPlaylist(chosen)
        setImported((before) => [...before, one])
      } catch (problem) {
        toast.fault(problem)
      }
    await client.invalidateQueries({ queryKey: keys.playlists })
  }

  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(true)
  }

  const onDrop = (event: DragEvent) => {
    if (!over) return
    event.preventDefault()
    setOver(false)
    void bring(event.dataTransfer.files)
  }

  const newOne = (className?: string) => (
    <Button look="solid" className={className} onClick={() => toggleShell('naming')}>
      <Plus className="size-4" aria-hidden />
      {t('nav.newPlaylist')}
    </Button>
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button for importing does the same
    <div
      onDragOver={onDragOver}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={onDrop}
      className="relative min-h-full"
    >
      <Page
        title={t('nav.playlists')}
        actions={
          <>
            <Button onClick={() => file.current?.click()}>
              <FileUp className="size-4" aria-hidden />
              {t('playlist.import')}
            </Button>
            <Button onClick={() => setRuling(true)}>
              <Sparkles className="size-4" aria-hidden />
              {t('playlist.byRule')}
            </Button>
            {/* a line of its own where there is little room, whatever the font that has not come yet makes of it */}
            {newOne('max-sm:w-full')}
            <input
              ref={file}
              type="file"
              multiple
              accept=".m3u,.m3u8,.xspf,.jspf,.json"
              className="hidden"
              aria-label={t('playlist.import')}
              onChange={(event) => {
                void bring([...(event.target.files ?? [])])
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
          <Empty icon={ListMusic} title={t('playlist.none')} action={newOne()}>
            {t('playlist.noneHint')}
          </Empty>
        ) : (
          <Grid>
            {query.data.items.map((playlist, index) => (
              <PlaylistCard key={playlist.id} playlist={playlist} eager={index < 12} />
            ))}
          </Grid>
        )}
      </Page>
      <div
        aria-hidden
        className={cn(
          'pointer-events-none absolute inset-2 hidden place-items-center rounded-3xl border-2 border-accent border-dashed bg-page/85 font-medium text-lg',
          over && 'grid',
        )}
      >
        {t('playlist.dropHere')}
      </div>
      <Suspense>
        {ruling && (
          <RuleDialog
            title={t('playlist.newByRule')}
            named
            onClose={() => setRuling(false)}
            onSave={(rule, name) =>
              create.mutate(
                { name, rule },
                {
                  onSuccess: ({ id }) => navigate({ to: '/playlists/$id', params: { id } }),
                  onError: toast.fault,
                },
              )
            }
          />
        )}
      </Suspense>
      {imported[0] && (
        <ImportReport
          key={imported[0].playlist.id}
          imported={imported[0]}
          onClose={() => setImported(imported.slice(1))}
        />
      )}
    </div>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportedPlaylist } from '@/api/import-playlist'
import { useAddToPlaylist } from '@/api/playlists'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'

/** What became of a file: what was found, and each line that was not, with what it may have meant. */
export function ImportReport({ imported, onClose }: { imported: ImportedPlaylist; onClose(): void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const add = useAddToPlaylist()
  const { playlist, unmatched, ambiguous } = imported
  const open = () => {
    onClose()
    void navigate({ to: '/playlists/$id', params: { id: playlist.id } })
  }
  const choose = (trackId: string, name: string) =>
    add.mutate(
      { id: playlist.id, trackIds: [trackId] },
      { onSuccess: () => toast.done(t('track.addedTo', { name })), onError: toast.fault },
    )
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={playlist.name}
      description={t('playlist.imported', { count: playlist.count ?? 0 })}
    >
      {[...ambiguous, ...unmatched].length > 0 && (
        <ul className="mb-5 max-h-80 space-y-3 overflow-y-auto">
          {[...ambiguous, ...unmatched].map((line) => (
            <li key={line.line} className="rounded-xl bg-raised px-4 py-3">
              <p className="font-medium text-sm">
                {[line.artist, line.title].filter(Boolean).join(' – ') || line.location}
              </p>
              <p className="text-faint text-xs">
                {t(line.candidates.length ? 'playlist.severalFit' : 'playlist.noneFits', { line: line.line })}
              </p>
              <div className="mt-2 flex flex-wrap gap-2">
                {line.candidates.map((track) => (
                  <Button key={track.id} size="sm" look="outline" onClick={() => choose(track.id, playlist.name)}>
                    {track.title} · {track.album || track.folder}
                  </Button>
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className="flex justify-end">
        <Button look="solid" onClick={open}>
          {t('action.open')}
        </Button>
      </div>
    </Dialog>
  )
}

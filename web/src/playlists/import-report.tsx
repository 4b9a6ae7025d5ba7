import { useNavigate } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import type { ImportedPlaylist } from '@/api/import-playlist'
import { usePlaylistChanges } from '@/playlists/use-changes'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

type Line = Schemas['UnmatchedLine']

/** What became of a file: what was found, and each line that was not, with what it may have meant. */
export function ImportReport({ imported, onClose }: { imported: ImportedPlaylist; onClose(): void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { playlist, unmatched, ambiguous } = imported
  const { add } = usePlaylistChanges(playlist.id)
  const [settled, setSettled] = useState<ReadonlyMap<number, string>>(new Map())
  const lines = [...ambiguous, ...unmatched]

  const open = () => {
    onClose()
    void navigate({ to: '/playlists/$id', params: { id: playlist.id } })
  }

  /** To its place among the others: those of the lines above it that are still open are not there. */
  const choose = (line: Line, trackId: string) => {
    const open = lines.filter((one) => one.position < line.position && !settled.has(one.line)).length
    add.mutate(
      { trackIds: [trackId], position: line.position - open },
      { onSuccess: () => setSettled(new Map(settled).set(line.line, trackId)) },
    )
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={playlist.name}
      description={t('playlist.imported', { count: playlist.count ?? 0 })}
    >
      {lines.length > 0 && (
        <ul className="mb-5 max-h-80 space-y-3 overflow-y-auto">
          {lines.map((line) => (
            <li key={line.line} className="rounded-xl bg-raised px-4 py-3">
              <p className="break-words font-medium text-sm">
                {[line.artist, line.title].filter(Boolean).join(' – ') || line.location}
              </p>
              <p className="text-faint text-xs">
                {t(line.candidates.length ? 'playlist.severalFit' : 'playlist.noneFits', { line: line.line })}
              </p>
              <div className="mt-2 flex flex-wrap gap-2">
                {line.candidates.map((track) => (
                  <Button
                    key={track.id}
                    size="sm"
                    look="outline"
                    disabled={settled.has(line.line) || add.isPending}
                    onClick={() => choose(line, track.id)}
                    className="h-auto min-h-8 max-w-full py-1.5 pointer-coarse:min-h-11"
                  >
                    {settled.get(line.line) === track.id && <Check className="size-4" aria-hidden />}
                    <span className="min-w-0 break-words text-left">
                      {track.title} · {track.album || track.folder}
                    </span>
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

import { useQuery } from '@tanstack/react-query'
import { Play, Route, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Track } from '@/api/tracks'
import { trackQuery } from '@/api/tracks'
import { useControls } from '@/player/context'
import { IconButton } from '@/ui/button'

interface PathChipProps {
  from: string
  to: string
  tracks: readonly Track[]
  /** Why there is no path. */
  fault: Error | null
  onClose(): void
}

/** The path that is drawn, or the end of it that is still to be chosen. */
export function PathChip({ from, to, tracks, fault, onClose }: PathChipProps) {
  const { t } = useTranslation()
  const controls = useControls()
  const [begin, end] = [useName(from), useName(to)]
  const told =
    from && to
      ? t('map.path', { from: begin, to: end })
      : from
        ? t('map.pathEnd', { from: begin })
        : t('map.pathBegin', { to: end })
  return (
    <div
      role="status"
      className="pointer-events-auto flex h-11 min-w-0 items-center gap-2 rounded-xl border border-line bg-surface/90 pr-0.5 pl-3 text-sm backdrop-blur-sm"
    >
      <Route className="size-4 shrink-0 text-accent" aria-hidden />
      <span className="min-w-0 truncate">{fault ? fault.message : told}</span>
      {tracks.length > 0 && (
        <IconButton label={t('map.playPath')} onClick={() => controls.playSongs([...tracks], 0, 'path')}>
          <Play className="size-4 fill-current" aria-hidden />
        </IconButton>
      )}
      <IconButton label={t('map.endPath')} onClick={onClose}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  )
}

function useName(id: string): string {
  const { data } = useQuery({ ...trackQuery(id), enabled: id !== '' })
  return data?.title ?? '…'
}

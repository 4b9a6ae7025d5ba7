import { useTranslation } from 'react-i18next'
import type { Track } from '@/api/tracks'
import { Suggest } from '@/tracks/suggest'
import { ColourMenu } from './colour-menu'
import { PathChip } from './path-chip'

interface TopBarProps extends Pick<Parameters<typeof ColourMenu>[0], 'by' | 'playlist'> {
  onColour: Parameters<typeof ColourMenu>[0]['onChange']
  /** The ends of a path that is drawn, what lies on it, and why there is none. */
  from: string
  to: string
  tracks: readonly Track[]
  fault: Error | null
  onPathClose(): void
  onFind(id: string): void
}

const TRACKS = ['track'] as const

/** Above the map: to find a track on it, what its colours say, the path that is drawn. */
export function TopBar({ by, playlist, onColour, from, to, tracks, fault, onPathClose, onFind }: TopBarProps) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Suggest
        label={t('map.find')}
        kinds={TRACKS}
        onPick={({ id }) => onFind(id)}
        className="pointer-events-auto min-w-0 flex-1 sm:w-72 sm:flex-none"
      />
      <div className="pointer-events-auto">
        <ColourMenu by={by} playlist={playlist} onChange={onColour} />
      </div>
      {(from || to) && <PathChip from={from} to={to} tracks={tracks} fault={fault} onClose={onPathClose} />}
    </div>
  )
}

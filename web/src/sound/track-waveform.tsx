import { useTranslation } from 'react-i18next'
import type { TrackDetails } from '@/api/tracks'
import { clock } from '@/lib/format'
import { useControls } from '@/player/context'
import { usePlayer } from '@/player/store'
import { Waveform } from '@/player/waveform'

/** The waveform of the page's track: pressing it plays from there. */
export function TrackWaveform({ track }: { track: TrackDetails }) {
  const { t } = useTranslation()
  const controls = useControls()
  const current = usePlayer(({ queue }) => queue.entries[queue.current]?.song.id === track.id)
  const position = usePlayer((player) => (current ? player.position : 0))
  const idle = usePlayer(({ state }) => state === 'idle' || state === 'paused')

  const seek = (to: number) => {
    if (!current) controls.playSongs([track], 0, `track:${track.id}`)
    controls.seek(to)
    if (current && idle) controls.resume()
  }

  return (
    <div>
      <Waveform
        track={track.id}
        position={position}
        duration={track.duration}
        highlight={track.analysis?.highlight}
        onSeek={seek}
        label={t('sound.waveform', { title: track.title })}
      />
      <div className="tabular mt-5 flex justify-between text-faint text-xs">
        <span>{clock(position)}</span>
        {track.analysis?.highlight && (
          <span className="flex items-center gap-1.5">
            <span aria-hidden className="size-2.5 rounded-xs bg-accent/15 ring-1 ring-accent/40" />
            {t('sound.highlight')} {clock(track.analysis.highlight.start)}
          </span>
        )}
        <span>{clock(track.duration)}</span>
      </div>
    </div>
  )
}

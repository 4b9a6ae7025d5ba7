import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrackDetails } from '@/api/tracks'
import { useKeyName } from '@/filters/use-key-name'
import { bytes, clock, count, day } from '@/lib/format'
import { KeyBadge } from '@/tracks/key-badge'

/** Below this, what listening found may as well be something else. */
const UNSURE = 0.3

const rounded = (value: number) => count(Math.round(10 * value) / 10)

/** What is known of a track: what listening found, what its tags say, what file it is. */
export function Facts({ track }: { track: TrackDetails }) {
  const { t } = useTranslation()
  const keyName = useKeyName()
  const { tempo, key, loudness } = track.analysis ?? {}
  const unsure = <span className="text-faint text-sm"> {t('sound.unsure')}</span>
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title" className="mb-3 font-semibold tracking-tight">
        {t('sound.facts')}
      </h2>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3.5">
        <Fact name={t('sound.tempo')} shown={tempo}>
          {t('sound.bpm', { bpm: rounded(tempo?.bpm ?? 0) })}
          {(tempo?.confidence ?? 1) < UNSURE && unsure}
        </Fact>
        <Fact name={t('sound.key')} shown={key}>
          <span className="inline-flex flex-wrap items-baseline gap-x-2">
            {keyName(key?.camelot ?? '1A')} <KeyBadge camelot={key?.camelot} />
          </span>
          {(key?.confidence ?? 1) < UNSURE && unsure}
        </Fact>
        <Fact name={t('sound.loudness')} shown={loudness}>
          {t('sound.lufs', { value: rounded(loudness?.lufs ?? 0) })}
        </Fact>
        <Fact name={t('track.duration')} shown={track.duration}>
          {clock(track.duration)}
        </Fact>
        <Fact name={t('track.year')} shown={track.year}>
          {track.year}
        </Fact>
        <Fact name={t('track.genre')} shown={track.genre}>
          {track.genre}
        </Fact>
        <Fact name={t('sound.placeName')} shown={track.track_number}>
          {t(track.disc_number ? 'sound.disc' : 'sound.place', { disc: track.disc_number, track: track.track_number })}
        </Fact>
        <Fact name={t('sound.added')} shown={track.added_at}>
          {day(track.added_at)}
        </Fact>
        <Fact name={t('sound.format')} shown={track.codec} wide>
          {format(track, t).join(' · ')}
        </Fact>
        <Fact name={t('sound.path')} shown={track.path} wide>
          <Link to="/folders" search={{ path: track.folder || undefined }} className="break-words hover:underline">
            {track.path}
          </Link>
        </Fact>
      </dl>
    </section>
  )
}

interface FactProps {
  name: string
  /** What it is about: without it there is no fact. */
  shown: unknown
  wide?: boolean
  children: ReactNode
}

function Fact({ name, shown, wide = false, children }: FactProps) {
  if (shown === null || shown === undefined || shown === '') return null
  return (
    <div className={wide ? 'col-span-2 min-w-0' : 'min-w-0'}>
      <dt className="text-faint text-sm">{name}</dt>
      <dd className="tabular">{children}</dd>
    </div>
  )
}

function format(track: TrackDetails, t: (word: 'sound.stereo' | 'sound.mono') => string): string[] {
  return [
    track.codec.toUpperCase(),
    track.bitrate && `${count(track.bitrate)} kbit/s`,
    track.sample_rate && `${rounded(track.sample_rate / 1000)} kHz`,
    track.channels === 2 ? t('sound.stereo') : track.channels === 1 && t('sound.mono'),
    bytes(track.size),
  ]
    .filter((part): part is string => Boolean(part))
    .map((part) => part.replaceAll(' ', '\u00a0'))
}

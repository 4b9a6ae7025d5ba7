import { useTranslation } from 'react-i18next'
import type { Item, Ordering } from '@/api/playlist'
import { decimal } from '@/lib/format'
import { keyHue } from '@/tracks/song'
import { extent, keySteps, line, meanStep } from './plot'

const apart = (one: number, other: number) => Math.abs(one - other)

/** Tempo, key and energy along a playlist, as it is and as it would be. */
export function OrderPlot({ before, proposal }: { before: readonly Item[]; proposal: Ordering }) {
  const { t } = useTranslation()
  const after = proposal.items
  const loudness = new Map(after.map((item, index) => [item.id, proposal.loudness[index] ?? null]))
  const bpm = (item: Item) => item.track.bpm
  const key = (item: Item) => item.track.camelot
  const energy = (item: Item) => loudness.get(item.id) ?? null
  return (
    <div className="space-y-5">
      <Curve
        label={t('playlist.plot.tempo')}
        unit={t('track.bpm')}
        before={before.map(bpm)}
        after={after.map(bpm)}
        steps={[meanStep(before.map(bpm), apart), meanStep(after.map(bpm), apart)]}
      />
      <Strips
        before={before.map(key)}
        after={after.map(key)}
        steps={[meanStep(before.map(key), keySteps), meanStep(after.map(key), keySteps)]}
      />
      <Curve
        label={t('playlist.plot.energy')}
        unit="LU"
        before={before.map(energy)}
        after={after.map(energy)}
        steps={[meanStep(before.map(energy), apart), meanStep(after.map(energy), apart)]}
      />
      <p className="flex gap-5 text-faint text-xs">
        <Legend look="bg-faint/60">{t('playlist.plot.before')}</Legend>
        <Legend look="bg-accent">{t('playlist.plot.after')}</Legend>
      </p>
    </div>
  )
}

type Steps = readonly [number | null, number | null]

interface CurveProps {
  label: string
  unit: string
  before: (number | null)[]
  after: (number | null)[]
  steps: Steps
}

function Curve({ label, unit, before, after, steps }: CurveProps) {
  const range = extent(before, after)
  return (
    <figure>
      <Caption label={label} unit={unit} steps={steps} />
      <svg
        viewBox="0 -0.06 100 1.12"
        preserveAspectRatio="none"
        className="h-16 w-full rounded-lg bg-raised"
        role="presentation"
      >
        {range && (
          <>
            <path
              d={line(before, range)}
              className="fill-none stroke-faint/60"
              strokeWidth={1.25}
              vectorEffect="non-scaling-stroke"
            />
            <path
              d={line(after, range)}
              className="fill-none stroke-accent"
              strokeWidth={2}
              vectorEffect="non-scaling-stroke"
            />
          </>
        )}
      </svg>
    </figure>
  )
}

/** Keys as colours: neighbours on the wheel look alike. */
function Strips({ before, after, steps }: { before: (string | null)[]; after: (string | null)[]; steps: Steps }) {
  const { t } = useTranslation()
  return (
    <figure>
      <Caption label={t('playlist.plot.key')} unit={t('playlist.plot.steps')} steps={steps} />
      <div className="space-y-1" aria-hidden>
        <Strip keys={before} className="h-4 opacity-60" />
        <Strip keys={after} className="h-6" />
      </div>
    </figure>
  )
}

function Strip({ keys, className }: { keys: (string | null)[]; className: string }) {
  return (
    <svg
      viewBox={`0 0 ${keys.length} 1`}
      preserveAspectRatio="none"
      className={`w-full rounded-md bg-raised ${className}`}
      role="presentation"
    >
      {keys.map((camelot, index) => {
        const hue = keyHue(camelot)
        if (hue === null) return null
        const light = camelot?.endsWith('B') ? 0.74 : 0.6
        // biome-ignore lint/suspicious/noArrayIndexKey: a place is all that a cell is
        return <rect key={index} x={index} width={1.02} height={1} fill={`oklch(${light} 0.13 ${hue})`} />
      })}
    </svg>
  )
}

function Caption({ label, unit, steps: [before, after] }: { label: string; unit: string; steps: Steps }) {
  const { t } = useTranslation()
  return (
    <figcaption className="mb-1.5 flex justify-between gap-3 text-sm">
      <span className="font-medium">{label}</span>
      {before !== null && after !== null && (
        <span className="tabular text-faint">
          <span className="sr-only sm:not-sr-only">{t('playlist.plot.step')}</span> {decimal(before)} → {decimal(after)}{' '}
          {unit}
        </span>
      )}
    </figcaption>
  )
}

function Legend({ look, children }: { look: string; children: string }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className={`h-0.5 w-5 rounded-full ${look}`} />
      {children}
    </span>
  )
}

import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import { percent } from '@/lib/format'

const PARTS = ['timbre', 'tempo', 'key', 'loudness'] as const
const ROUGH = 0.6

/** How smoothly a track follows the one before it: the fuller, the smoother. */
export function TransitionMark({ transition }: { transition: Schemas['Transition'] }) {
  const { t } = useTranslation()
  const { cost, parts } = transition
  const worst = PARTS.reduce((one, other) => (parts[other] > parts[one] ? other : one))
  const said = t('playlist.follows', { share: percent(1 - cost) })
  return (
    <span
      title={[said, cost >= ROUGH && t(`playlist.rough.${worst}`)].filter(Boolean).join(' · ')}
      className="inline-flex shrink-0 items-center gap-1.5 self-center text-faint text-xs"
    >
      <span aria-hidden className="h-1 w-8 overflow-hidden rounded-full bg-line">
        <span
          className={`block h-full rounded-full ${cost >= ROUGH ? 'bg-danger' : 'bg-accent'}`}
          style={{ width: `${100 * (1 - cost)}%` }}
        />
      </span>
      <span className="sr-only">{said}</span>
      {cost >= ROUGH && <span className="hidden sm:inline">{t(`playlist.rough.${worst}`)}</span>}
    </span>
  )
}

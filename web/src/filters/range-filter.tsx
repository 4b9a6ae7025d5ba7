import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Range } from '@/ui/range'

type Bound = number | undefined

interface RangeFilterProps {
  label: string
  low: Bound
  high: Bound
  /** The ends of the slider: there, nothing is narrowed. */
  min: number
  max: number
  step?: number
  say(value: number): string
  onChange(low: Bound, high: Bound): void
}

const PATIENCE = 200

/** Bounds of a number, either of them open; told shortly after the hand has come to rest. */
export function RangeFilter({ label, low, high, min, max, step = 1, say, onChange }: RangeFilterProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<readonly [Bound, Bound] | null>(null)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef<() => void>(undefined)
  // who closes it before it was told has meant it, too
  useEffect(() => () => latest.current?.(), [])

  const [from, to] = draft ?? [low, high]
  const change = (first: number, last: number) => {
    const next = [first <= min ? undefined : first, last >= max ? undefined : last] as const
    setDraft(next)
    clearTimeout(waiting.current)
    latest.current = () => {
      clearTimeout(waiting.current)
      latest.current = undefined
      setDraft(null)
      onChange(...next)
    }
    waiting.current = setTimeout(() => latest.current?.(), PATIENCE)
  }

  return (
    <div>
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <span className="font-medium">{label}</span>
        <output className="tabular text-faint text-sm">
          {from === undefined && to === undefined
            ? t('filter.any')
            : `${from === undefined ? '…' : say(from)} – ${to === undefined ? '…' : say(to)}`}
        </output>
      </div>
      <Range
        labels={[t('filter.atLeast', { what: label }), t('filter.atMost', { what: label })]}
        value={[Math.max(min, from ?? min), Math.min(max, to ?? max)]}
        min={min}
        max={max}
        step={step}
        onChange={change}
        say={say}
      />
      <div className="tabular mt-1 flex justify-between text-faint text-xs" aria-hidden>
        <span>{say(min)}</span>
        <span>{say(max)}</span>
      </div>
    </div>
  )
}

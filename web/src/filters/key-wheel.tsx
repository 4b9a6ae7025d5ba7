import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { keyHue } from '@/tracks/song'
import { codeOf, compatibleWith, HOURS, pieceOf, placeOf, type Ring, turned } from './camelot'
import { useKeyName } from './use-key-name'

interface KeyWheelProps {
  keys: readonly string[]
  /** Whether keys that go with these are shown as chosen, too. */
  compatible: boolean
  onChange(keys: string[]): void
}

const RINGS: Record<Ring, [number, number]> = { A: [38, 65], B: [67, 96] }

/** The Camelot wheel: each key is chosen or not, by the mouse or by arrows (round, in and out) and space. */
export function KeyWheel({ keys, compatible, onChange }: KeyWheelProps) {
  const { t } = useTranslation()
  const nameOf = useKeyName()
  const wheel = useRef<SVGSVGElement>(null)
  const [active, setActive] = useState(keys[0] ?? '8B')
  const [hovered, setHovered] = useState<string | null>(null)
  const chosen = new Set(keys)
  const fitting = new Set(compatible ? keys.flatMap(compatibleWith) : [])

  const toggle = (code: string) => {
    setActive(code)
    onChange(chosen.has(code) ? keys.filter((one) => one !== code) : [...keys, code])
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const { hour, ring } = placeOf(active)
    const other = codeOf(hour, ring === 'A' ? 'B' : 'A')
    const to: Record<string, string> = {
      ArrowRight: codeOf(turned(hour, 1), ring),
      ArrowLeft: codeOf(turned(hour, -1), ring),
      ArrowUp: other,
      ArrowDown: other,
      Home: codeOf(1, ring),
      End: codeOf(12, ring),
    }
    const next = to[event.key]
    if (next) {
      setActive(next)
      wheel.current?.querySelector<SVGElement>(`[data-code="${next}"]`)?.focus()
    } else if (event.key === ' ' || event.key === 'Enter') toggle(active)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const told = hovered ?? active
  return (
    <svg
      ref={wheel}
      viewBox="0 0 200 200"
      role="group"
      aria-label={t('filter.wheel')}
      className="mx-auto block w-full max-w-64 select-none"
      onKeyDown={onKeyDown}
      onPointerLeave={() => setHovered(null)}
    >
      {HOURS.flatMap((hour) =>
        (['A', 'B'] as const).map((ring) => {
          const code = codeOf(hour, ring)
          const [inner, outer] = RINGS[ring]
          const middle = (((hour * 30 - 90) % 360) * Math.PI) / 180
          const on = chosen.has(code)
          return (
            <g
              key={code}
              role="checkbox"
              aria-checked={on}
              aria-label={`${code}, ${nameOf(code)}`}
              data-code={code}
              tabIndex={code === active ? 0 : -1}
              onClick={() => toggle(code)}
              onFocus={() => setActive(code)}
              onPointerEnter={() => setHovered(code)}
              className="group cursor-pointer outline-none"
            >
              <path
                d={pieceOf(hour * 30 - 14.4, hour * 30 + 14.4, inner, outer)}
                style={{ fill: `oklch(${on ? 0.74 : 0.6} 0.13 ${keyHue(code)})` }}
                className={cn(
                  'stroke-transparent stroke-[2.5] transition-opacity group-hover:opacity-80 group-focus-visible:stroke-ink',
                  on ? 'opacity-100' : fitting.has(code) ? 'opacity-55' : 'opacity-20',
                )}
              />
              <text
                x={100 + ((inner + outer) / 2) * Math.cos(middle)}
                y={100 + ((inner + outer) / 2) * Math.sin(middle)}
                textAnchor="middle"
                dominantBaseline="central"
                aria-hidden
                className={cn(
                  'pointer-events-none font-semibold text-[0.5625rem]',
                  on ? 'fill-[oklch(0.18_0.02_60)]' : 'fill-ink',
                )}
              >
                {code}
              </text>
            </g>
          )
        }),
      )}
      <g aria-hidden className="pointer-events-none">
        <text x={100} y={95} textAnchor="middle" className="fill-ink font-semibold text-base">
          {told}
        </text>
        <text x={100} y={110} textAnchor="middle" className="fill-faint text-[0.5625rem]">
          {nameOf(told)}
        </text>
      </g>
    </svg>
  )
}

import { Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Clause } from '@/api/discover'
import { cn } from '@/lib/cn'
import { percent } from '@/lib/format'
import { Hint } from '@/ui/hint'

/** Each clause has a colour, the same above the list and in its rows. */
const COLOURS = ['bg-accent', 'bg-timbre', 'bg-harmony', 'bg-mood', 'bg-rhythm']
const colour = (index: number) => COLOURS[index % COLOURS.length]

/** What was understood: each clause with its sign and how much it counts. */
export function Clauses({ clauses }: { clauses: readonly Clause[] }) {
  const { t } = useTranslation()
  return (
    <ul aria-label={t('words.understood')} className="flex flex-wrap gap-2">
      {clauses.map(({ text, negated, counts, rough }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a clause is its place in what was said
          key={index}
          className={cn(
            'flex h-9 items-center gap-2 rounded-full border border-line bg-surface pr-3.5 pl-2.5 text-sm',
            negated && 'border-dashed text-soft',
          )}
        >
          <span className={cn('grid size-5 place-items-center rounded-full text-on-accent', colour(index))}>
            {negated ? <Minus className="size-3" aria-hidden /> : <Plus className="size-3" aria-hidden />}
          </span>
          <span className="sr-only">{t(negated ? 'words.without' : 'words.with')}</span>
          <span className="font-medium">{text}</span>
          {counts !== 1 && <span className="tabular text-faint">×{counts.toFixed(1)}</span>}
          {rough && (
            <Hint text={t('words.roughHint')}>
              <button type="button" className="rounded-full text-faint underline decoration-dotted underline-offset-4">
                {t('words.rough')}
              </button>
            </Hint>
          )}
        </li>
      ))}
    </ul>
  )
}

/** How well a track fits each clause: a bar in its colour. */
export function Fits({ clauses, fits }: { clauses: readonly Clause[]; fits: readonly number[] }) {
  const { t } = useTranslation()
  const told = clauses
    .map(({ text, negated }, index) => `${negated ? `${t('words.without')} ` : ''}${text} ${percent(fits[index] ?? 0)}`)
    .join(' · ')
  return (
    <Hint text={told}>
      <span role="img" aria-label={told} className="flex h-4 shrink-0 items-end gap-0.5 self-center">
        {fits.slice(0, 8).map((fit, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a fit is its clause's
            key={index}
            className={cn('w-1.5 rounded-sm', colour(index))}
            style={{ height: `${Math.max(12, 100 * fit)}%` }}
          />
        ))}
      </span>
    </Hint>
  )
}

import type { PathStop } from '@/api/discover'
import { percent } from '@/lib/format'
import { useRelations } from '@/similar/use-relations'

/** How a stop follows the one before: in figures or, where there is room, in words. */
export function StepNote({ step }: { step: PathStop['step'] }) {
  const relations = useRelations()
  if (!step) return null
  const { tempo, key } = step
  const figures = [
    tempo && tempo.kind !== 'same' && `${tempo.change > 0 ? '+' : '−'}${percent(Math.abs(tempo.change))}`,
    key && key.kind !== 'same' && `${key.from_key}→${key.to_key}`,
  ]
  const words = [tempo && relations.tempo(tempo), key && relations.key(key)]
  return (
    <span className="shrink-0 text-faint text-xs">
      <span aria-hidden className="tabular 2xl:hidden">
        {figures.filter(Boolean).join(' · ')}
      </span>
      <span className="sr-only 2xl:not-sr-only">{words.filter(Boolean).join(' · ')}</span>
    </span>
  )
}

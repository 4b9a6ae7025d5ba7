import { useTranslation } from 'react-i18next'
import type { Hit } from '@/api/discover'
import { percent } from '@/lib/format'
import { Hint } from '@/ui/hint'

const FACETS = [
  ['timbre', 'bg-timbre'],
  ['rhythm', 'bg-rhythm'],
  ['harmony', 'bg-harmony'],
  ['mood', 'bg-mood'],
] as const

/** Why a hit is one, in the width of a word: how much each side of the sound has in it, and tags that are shared. */
export function FacetBar({ why }: { why: NonNullable<Hit['why']> }) {
  const { t } = useTranslation()
  const parts = FACETS.filter(([facet]) => why.shares[facet] > 0.01)
  const told = [
    ...parts.map(([facet]) => `${t(`alchemy.${facet}`)} ${percent(why.shares[facet])}`),
    ...why.tags.slice(0, 3).map(({ name }) => name),
  ].join(' · ')
  return (
    <Hint text={told}>
      <span role="img" aria-label={told} className="hidden shrink-0 items-center gap-2 sm:inline-flex">
        <span className="flex h-1.5 w-16 gap-px overflow-hidden rounded-full">
          {parts.map(([facet, colour]) => (
            <span key={facet} className={colour} style={{ flexGrow: why.shares[facet] }} />
          ))}
        </span>
        <span className="hidden max-w-48 truncate text-faint text-xs xl:inline">
          {why.tags
            .slice(0, 2)
            .map(({ name }) => name)
            .join(', ')}
        </span>
      </span>
    </Hint>
  )
}

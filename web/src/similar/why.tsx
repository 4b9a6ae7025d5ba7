import { useTranslation } from 'react-i18next'
import type { Why } from '@/api/similar'
import { cn } from '@/lib/cn'
import { percent } from '@/lib/format'
import { useTagName } from '@/tracks/use-tag-name'
import { FACET_FILLS, FACETS } from './facets'
import { useRelations } from './use-relations'

const filled = (likeness: number) => ({ width: `${100 * Math.max(0, Math.min(1, likeness))}%` })

/** Four thin bars: how alike two tracks are in each facet. */
export function WhyBars({ why, className }: { why: Why; className?: string }) {
  const { t } = useTranslation()
  const told = FACETS.map((facet) => `${t(`sound.${facet}`)} ${percent(Math.max(0, why.likeness[facet]))}`).join(', ')
  return (
    <div role="img" aria-label={told} className={cn('space-y-1', className)}>
      {FACETS.map((facet) => (
        <div key={facet} className="h-1 overflow-hidden rounded-full bg-line">
          <div
            className={cn('h-full rounded-full transition-[width] duration-300', FACET_FILLS[facet])}
            style={filled(why.likeness[facet])}
          />
        </div>
      ))}
    </div>
  )
}

/** The same in one line of words: tempo, key, and what both have more than usual. */
export function WhyLine({ why, className }: { why: Why; className?: string }) {
  const relations = useRelations()
  const tagName = useTagName()
  const words = [
    why.tempo && relations.tempo(why.tempo),
    why.key && relations.key(why.key),
    ...why.tags.slice(0, 3).map((tag) => tagName(tag.name)),
  ].filter(Boolean)
  return <p className={cn('line-clamp-2 text-faint text-xs sm:line-clamp-1', className)}>{words.join(' · ')}</p>
}

/** All of it: the facets with their figures, and the tags of both side by side. */
export function WhyDetails({ why, title }: { why: Why; title: string }) {
  const { t } = useTranslation()
  const tagName = useTagName()
  return (
    <div className="grid gap-x-10 gap-y-5 text-sm sm:grid-cols-2">
      <dl className="space-y-2.5">
        {FACETS.map((facet) => (
          <div key={facet} className="grid grid-cols-[5.5rem_1fr_2.75rem] items-center gap-3">
            <dt className="text-soft">{t(`sound.${facet}`)}</dt>
            <dd className="contents">
              <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
                <span
                  className={cn('block h-full rounded-full', FACET_FILLS[facet])}
                  style={filled(why.likeness[facet])}
                />
              </span>
              <span className="tabular text-right">{percent(Math.max(0, why.likeness[facet]))}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div>
        <p className="mb-2 text-soft">{t(why.tags.length ? 'sound.shared' : 'sound.noShared')}</p>
        {why.tags.length > 0 && (
          <p aria-hidden className="mb-2 flex flex-wrap gap-x-4 text-faint text-xs">
            <span className="flex items-center gap-1.5">
              <span className="size-2 rounded-full bg-ink/70" />
              {t('sound.asked')}
            </span>
            <span className="flex min-w-0 items-center gap-1.5">
              <span className="size-2 shrink-0 rounded-full bg-accent" />
              <span className="truncate">{title}</span>
            </span>
          </p>
        )}
        <ul className="space-y-2">
          {why.tags.map((tag) => (
            <li key={tag.name} className="grid grid-cols-[minmax(0,1fr)_1fr] items-center gap-3">
              <span className="truncate">{tagName(tag.name)}</span>
              <span
                role="img"
                aria-label={t('sound.sharedTag', {
                  name: tagName(tag.name),
                  example: percent(tag.example),
                  hit: percent(tag.hit),
                })}
                className="space-y-0.5"
              >
                <span className="block h-1.5 rounded-full bg-ink/70" style={filled(tag.example)} />
                <span className="block h-1.5 rounded-full bg-accent" style={filled(tag.hit)} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

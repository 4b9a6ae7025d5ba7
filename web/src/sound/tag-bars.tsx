import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import { percent } from '@/lib/format'
import { useTagName } from '@/tracks/use-tag-name'

const FIRST = 7

/** What a track sounds like, in tags: as likely as the bars are long. */
export function TagBars({ tags }: { tags: Schemas['Tags'] }) {
  const { t } = useTranslation()
  const tagName = useTagName()
  const [all, setAll] = useState(false)
  const shown = all ? tags.items : tags.items.slice(0, FIRST)
  return (
    <section aria-labelledby="tags-title">
      <h2 id="tags-title" className="mb-3 font-semibold tracking-tight">
        {t('sound.tags')}
      </h2>
      <ul className="space-y-2">
        {shown.map(({ name, probability }) => (
          <li key={name} className="grid grid-cols-[minmax(0,2fr)_3fr_2.75rem] items-center gap-3 text-sm">
            <span className="truncate">{tagName(name)}</span>
            <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
              <span className="block h-full rounded-full bg-accent" style={{ width: `${100 * probability}%` }} />
            </span>
            <span className="tabular text-right text-faint">{percent(probability)}</span>
          </li>
        ))}
      </ul>
      <div className="mt-2 flex min-h-9 items-center justify-between gap-4 text-faint text-xs">
        <span>{t('sound.tagsModel', { model: tags.model })}</span>
        {tags.items.length > FIRST && (
          <button
            type="button"
            aria-expanded={all}
            onClick={() => setAll(!all)}
            className="min-h-9 rounded-full px-2 hover:text-ink hover:underline pointer-coarse:min-h-11"
          >
            {all ? t('sound.fewerTags') : t('sound.allTags', { count: tags.items.length })}
          </button>
        )}
      </div>
    </section>
  )
}

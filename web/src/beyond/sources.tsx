import { useTranslation } from 'react-i18next'
import type { Recommendations } from '@/api/beyond'
import { ago } from '@/lib/format'

/** What is to be said of the services: who failed, who is not done, whose answer is an old one. */
export function Sources({ sources }: { sources: Recommendations['sources'] }) {
  const { t } = useTranslation()
  const lines = sources.flatMap(({ provider, state, freshness, answered_at, detail }) => {
    if (state === 'failed') return [t('beyond.failed', { provider, detail })]
    if (state === 'preparing') return [t('beyond.preparing', { provider })]
    if (state === 'unknown') return [t('beyond.unknown', { provider })]
    if (freshness && freshness !== 'fresh' && answered_at)
      return [`${provider}: ${t('beyond.stale', { when: ago(answered_at) })}`]
    return []
  })
  if (lines.length === 0) return null
  return (
    <ul className="mt-4 space-y-1 text-faint text-sm">
      {lines.map((line) => (
        <li key={line} className="first-letter:uppercase">
          {line}
        </li>
      ))}
    </ul>
  )
}

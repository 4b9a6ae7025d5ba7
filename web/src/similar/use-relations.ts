import { useTranslation } from 'react-i18next'
import type { Why } from '@/api/similar'
import { percent } from '@/lib/format'

/** Says how the tempo and the key of one track stand to those of another. */
export function useRelations() {
  const { t } = useTranslation()
  return {
    tempo: ({ kind, change }: NonNullable<Why['tempo']>) =>
      t(`sound.relation.tempo.${kind}`, { percent: percent(Math.abs(change)) }),
    key: ({ kind, steps }: NonNullable<Why['key']>) =>
      kind === 'other' ? t('sound.relation.key.other', { count: Math.abs(steps) }) : t(`sound.relation.key.${kind}`),
  }
}

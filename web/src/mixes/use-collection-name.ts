import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import { useTagName } from '@/tracks/use-tag-name'

/** What a collection that made itself is called: by what its tracks have in common. */
export function useCollectionName(): (traits: Schemas['CommonTraits']) => string {
  const { t, i18n } = useTranslation()
  const tagName = useTagName()
  return ({ tags }) => {
    const words = tags.slice(0, 2).map(tagName).join(' · ')
    return words ? words.charAt(0).toLocaleUpperCase(i18n.language) + words.slice(1) : t('mixes.unnamed')
  }
}

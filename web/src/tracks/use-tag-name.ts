import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type words from '@/i18n/en'

type Known = keyof typeof words.sound.name

/** Says a tag, which the API names in English, in the language of the page. */
export function useTagName(): (tag: string) => string {
  const { t } = useTranslation()
  return useCallback((tag) => t(`sound.name.${tag as Known}`, { defaultValue: tag }), [t])
}

import { useTranslation } from 'react-i18next'
import { placeOf, rootOf } from './camelot'

/** Says a Camelot code as musicians do: "C major", « do majeur ». */
export function useKeyName(): (code: string) => string {
  const { t } = useTranslation()
  const notes = t('filter.notes').split(' ')
  return (code) => {
    const note = notes[rootOf(code)] ?? ''
    return t(placeOf(code).ring === 'A' ? 'filter.minor' : 'filter.major', { note })
  }
}

import { useTranslation } from 'react-i18next'
import type { Radio } from '@/api/radio'
import { useTagName } from '@/tracks/use-tag-name'

/** What a radio is called: what it began with. */
export function useRadioName(): (radio: Pick<Radio, 'seeds' | 'filters'>) => string {
  const { t } = useTranslation()
  const tagName = useTagName()
  return ({ seeds, filters }) => {
    const genre = filters.genre?.[0]
    if (typeof genre === 'string' && isOfGenre(seeds)) return genre.charAt(0).toUpperCase() + genre.slice(1)
    const names = seeds
      .filter((seed) => seed.weight > 0)
      .map(({ name, label }) => {
        if (name.startsWith('favourites')) return t('nav.favourites')
        return name.startsWith('tag:') ? tagName(label) : label
      })
    return names.length > 3 ? `${names.slice(0, 2).join(', ')} +${names.length - 2}` : names.join(', ')
  }
}

/** A genre begins with some of its tracks; whoever chooses what to begin with rarely chooses several. */
function isOfGenre(seeds: Radio['seeds']): boolean {
  return seeds.length > 1 && seeds.every(({ name }) => name.startsWith('track:'))
}

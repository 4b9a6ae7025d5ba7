import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageName } from '@/ui/title'

/** Says which page one has come to, to whoever does not see it; the first one, a screen reader reads by itself. */
export function PageNews() {
  const { t } = useTranslation()
  const [news, setNews] = useState('')
  useEffect(
    () =>
      usePageName.subscribe(({ name }, before) => {
        if (before.name) setNews(t('nav.page', { name }))
      }),
    [t],
  )
  return (
    <p aria-live="polite" aria-atomic className="sr-only">
      {news}
    </p>
  )
}

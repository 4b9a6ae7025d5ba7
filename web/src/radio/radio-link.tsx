import { Link } from '@tanstack/react-router'
import { Radio } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SeedKind } from '@/api/discover'
import { buttonClasses } from '@/ui/button'

/** Begins a radio with the album, the artist or whatever else a page is about. */
export function RadioLink({ kind, id }: { kind: SeedKind; id: string }) {
  const { t } = useTranslation()
  return (
    <Link to="/radio" search={{ seeds: `${kind}:${id}` }} className={buttonClasses({ size: 'lg' })}>
      <Radio className="size-4" aria-hidden />
      {t('sound.radio')}
    </Link>
  )
}

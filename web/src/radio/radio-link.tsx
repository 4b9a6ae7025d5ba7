import { Link } from '@tanstack/react-router'
import { Radio } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SeedKind } from '@/api/discover'
import { cn } from '@/lib/cn'
import { buttonClasses } from '@/ui/button'

/** Begins a radio with the album, the artist or whatever else a page is about. */
export function RadioLink({ kind, id, className }: { kind: SeedKind; id: string; className?: string }) {
  const { t } = useTranslation()
  return (
    <Link to="/radio" search={{ seeds: `${kind}:${id}` }} className={cn(buttonClasses({ size: 'lg' }), className)}>
      <Radio className="size-4" aria-hidden />
      {t('sound.radio')}
    </Link>
  )
}

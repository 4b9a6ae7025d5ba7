import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'

/** Which step of how many this is. */
export function Steps({ names, at }: { names: readonly string[]; at: number }) {
  const { t } = useTranslation()
  return (
    <ol aria-label={t('wizard.steps')} className="mb-8 flex items-center gap-2 sm:gap-3">
      {names.map((name, index) => (
        <li
          key={name}
          aria-current={index === at ? 'step' : undefined}
          className={cn('flex items-center gap-2 text-sm sm:gap-3', index === at ? 'text-ink' : 'text-faint')}
        >
          {index > 0 && <span className="h-px w-4 bg-line sm:w-8" aria-hidden />}
          <span
            aria-hidden
            className={cn(
              'grid size-7 shrink-0 place-items-center rounded-full font-semibold text-xs',
              index < at && 'bg-wash text-accent-strong',
              index === at && 'bg-accent text-on-accent',
              index > at && 'bg-raised text-faint',
            )}
          >
            {index < at ? <Check className="size-3.5" /> : index + 1}
          </span>
          <span className={cn('font-medium', index !== at && 'sr-only sm:not-sr-only')}>{name}</span>
        </li>
      ))}
    </ol>
  )
}

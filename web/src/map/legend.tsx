import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { count } from '@/lib/format'
import { useTagName } from '@/tracks/use-tag-name'
import type { By, Colouring } from './colouring'

interface LegendProps {
  by: By
  colouring: Colouring
  /** The shade that alone is shown; null when all are. */
  only: number | null
  onOnly(shade: number | null): void
}

/** What the colours mean; a kind that is chosen stands out from the others. */
export function Legend({ by, colouring, only, onOnly }: LegendProps) {
  const { t } = useTranslation()
  const say = useTagName()
  const { kinds, scale } = colouring
  if (!kinds.length && !scale) return null
  const label = (name: string | null) => {
    if (name === null) return t(by === 'genre' || by === 'mood' ? `map.other.${by}` : 'map.other.unknown')
    return by === 'mood' ? say(name) : name
  }
  return (
    <div
      role="group"
      aria-label={t('map.legend')}
      className="pointer-events-auto flex max-w-full gap-1 overflow-x-auto rounded-2xl border border-line bg-surface/90 p-1.5 backdrop-blur-sm [scrollbar-width:none] lg:max-h-[50vh] lg:w-56 lg:flex-col lg:gap-0 lg:overflow-y-auto"
    >
      {scale && (
        <div className="min-w-44 px-2 py-1.5">
          <div className="h-2.5 rounded-full" style={{ background: scale.gradient }} />
          <div className="tabular mt-1 flex justify-between text-faint text-xs">
            <span>{scale.low}</span>
            <span>{t(`map.by.${by}`)}</span>
            <span>{scale.high}</span>
          </div>
        </div>
      )}
      {kinds.map(({ shade, name, colour, tracks }) => (
        <button
          key={shade}
          type="button"
          aria-pressed={only === shade}
          onClick={() => onOnly(only === shade ? null : shade)}
          className={cn(
            'flex min-h-11 shrink-0 items-center gap-2.5 rounded-xl px-2.5 text-left text-sm hover:bg-raised lg:min-h-8',
            only === shade && 'bg-wash text-ink',
            only !== null && only !== shade && 'opacity-60',
          )}
        >
          <span aria-hidden className="size-2.5 shrink-0 rounded-full" style={{ background: colour }} />
          <span className="truncate lg:flex-1">{label(name)}</span>
          <span className="tabular text-faint text-xs">{count(tracks)}</span>
        </button>
      ))}
    </div>
  )
}

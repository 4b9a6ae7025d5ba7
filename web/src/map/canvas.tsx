import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { HoverCard } from './hover-card'
import type { StageRefs } from './use-scene'

interface CanvasProps {
  stage: StageRefs
  count: number
  hovered: string | undefined
  lassoing: boolean
  /** Whether what is hovered is said, too: the keyboard is here. */
  told: boolean
  onKeyDown(event: KeyboardEvent): void
  /** The keyboard has come here, or has gone. */
  onFocus(here: boolean): void
}

/** The place where the map is drawn: points below, all else above them. */
export function Canvas({ stage, count, hovered, lassoing, told, onKeyDown, onFocus }: CanvasProps) {
  const { t } = useTranslation()
  return (
    <div
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move the map
      tabIndex={0}
      aria-label={t('map.canvas', { count })}
      aria-description={t('map.keys')}
      onKeyDown={onKeyDown}
      onFocus={(event) => onFocus(event.currentTarget.matches(':focus-visible'))}
      onBlur={() => onFocus(false)}
      className={cn(
        'absolute inset-0 overflow-hidden outline-offset-[-3px]',
        lassoing ? 'cursor-crosshair' : 'cursor-grab active:cursor-grabbing',
      )}
    >
      <canvas ref={stage.points} className="absolute inset-0 size-full" aria-hidden />
      <canvas ref={stage.overlay} className="absolute inset-0 size-full touch-none" aria-hidden />
      <div ref={stage.here} hidden className="pointer-events-none absolute top-0 left-0">
        <span className="absolute -top-4 -left-4 size-8 animate-ping rounded-full bg-accent/50" />
        <span className="absolute -top-2 -left-2 size-4 rounded-full border-[3px] border-surface bg-accent shadow-float" />
      </div>
      <div ref={stage.card} hidden className="group/hung pointer-events-none absolute top-0 left-0 z-10">
        <div role={told ? 'status' : undefined}>{hovered && <HoverCard id={hovered} />}</div>
      </div>
    </div>
  )
}

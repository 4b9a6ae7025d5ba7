import { ArrowLeftRight, TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/api/problem'
import { cn } from '@/lib/cn'
import { percent } from '@/lib/format'
import { KIND_ICONS } from '@/tracks/suggest'
import { useTagName } from '@/tracks/use-tag-name'
import { IconButton } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { Slider } from '@/ui/slider'
import { carry } from './dragging'
import { useSeedFace } from './seed-face'
import type { Seed, Side } from './seeds'

interface SeedCardProps {
  seed: Seed
  side: Side
  /** Why it cannot count. */
  against: Problem | null
  onWeigh(weight: number): void
  onSwap(): void
  onRemove(): void
}

/** One thing on the board: how much it counts, whether it is wanted, and away with it. */
export function SeedCard({ seed, side, against, onWeigh, onSwap, onRemove }: SeedCardProps) {
  const { t } = useTranslation()
  const tagName = useTagName()
  const { data, error } = useSeedFace(seed)
  const [held, setHeld] = useState<number | null>(null)
  const Icon = KIND_ICONS[seed.kind]
  const label = seed.kind === 'tag' ? tagName(seed.id) : (data?.label ?? '')
  const weight = held ?? seed.weight
  return (
    <li
      className={cn('rounded-2xl border bg-surface p-2.5', against ? 'border-danger/50 border-dashed' : 'border-line')}
    >
      <div className="flex items-center gap-3">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons beside it do the same */}
        <div
          draggable
          onDragStart={(event) => carry(event, seed)}
          className="flex min-w-0 flex-1 cursor-grab items-center gap-3 active:cursor-grabbing"
        >
          {data?.cover ? (
            <Cover kind={data.cover.kind} id={data.cover.id} size={64} name={label} className="size-10 rounded-lg" />
          ) : (
            <span className="grid size-10 shrink-0 place-items-center rounded-lg bg-raised text-faint">
              <Icon className="size-4" aria-hidden />
            </span>
          )}
          <div className="min-w-0">
            <p className="truncate font-medium">{label || '…'}</p>
            <p className="truncate text-faint text-sm">
              {error && !against ? error.message : [t(`seed.${seed.kind}`), data?.note].filter(Boolean).join(' · ')}
            </p>
          </div>
        </div>
        <IconButton
          label={t('label.of', { what: t(side === 'more' ? 'alchemy.toLess' : 'alchemy.toMore'), name: label })}
          size="sm"
          onClick={onSwap}
        >
          <ArrowLeftRight className="size-4" aria-hidden />
        </IconButton>
        <IconButton label={t('label.of', { what: t('action.remove'), name: label })} size="sm" onClick={onRemove}>
          <X className="size-4" aria-hidden />
        </IconButton>
      </div>
      <div className="mt-1.5 flex items-center gap-3 pl-1">
        <Slider
          label={t('label.of', { what: t('alchemy.weight'), name: label })}
          value={weight}
          min={5}
          max={100}
          step={5}
          onChange={(to) => {
            setHeld(to)
            onWeigh(to)
          }}
          onCommit={() => setHeld(null)}
          fill={side === 'more' ? 'bg-accent' : 'bg-faint'}
          say={(value) => percent(value / 100)}
        />
        <span className="tabular w-11 shrink-0 text-right text-faint text-xs">{percent(weight / 100)}</span>
      </div>
      {against && (
        <p role="status" className="mt-1.5 flex items-start gap-2 px-1 text-danger text-sm">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {seed.kind === 'words' && against.status === 422 ? t('alchemy.noSound') : against.message}
        </p>
      )}
    </li>
  )
}

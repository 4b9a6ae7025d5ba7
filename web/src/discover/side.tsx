import { type LucideIcon, Minus, Plus } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/api/problem'
import { cn } from '@/lib/cn'
import { Suggest } from '@/tracks/suggest'
import { carried, carriesSeeds } from './dragging'
import { SeedCard } from './seed-card'
import type { Seed, Side as SideName } from './seeds'

const KINDS: readonly Seed['kind'][] = ['track', 'artist', 'album', 'playlist', 'favourites', 'tag', 'words']
const ICONS: Record<SideName, LucideIcon> = { more: Plus, less: Minus }

interface SideProps {
  side: SideName
  seeds: readonly Seed[]
  /** Why something on the board cannot count; null where it does. */
  reasonAgainst(seed: Seed): Problem | null
  onPut(seed: Pick<Seed, 'kind' | 'id'>): void
  onWeigh(seed: Seed, weight: number): void
  onSwap(seed: Seed): void
  onRemove(seed: Seed): void
}

/** One side of the board: dropped on, or filled by its field. */
export function Side({ side, seeds, reasonAgainst, onPut, onWeigh, onSwap, onRemove }: SideProps) {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const Icon = ICONS[side]

  const take = (event: DragEvent) => {
    if (!carriesSeeds(event)) return
    event.preventDefault()
    setOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    carried(event).forEach(onPut)
  }

  return (
    <section
      aria-label={t(`alchemy.${side}`)}
      onDragEnter={take}
      onDragOver={take}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={drop}
      className={cn(
        'flex min-w-0 flex-col rounded-3xl border p-4 transition-colors',
        over ? 'border-accent bg-wash' : 'border-line bg-sunken',
      )}
    >
      <h2 className="mb-3 flex items-center gap-2.5 font-semibold text-lg tracking-tight">
        <span
          className={cn(
            'grid size-7 place-items-center rounded-full',
            side === 'more' ? 'bg-accent text-on-accent' : 'bg-line text-soft',
          )}
        >
          <Icon className="size-4" aria-hidden />
        </span>
        {t(`alchemy.${side}`)}
      </h2>
      <Suggest label={t(`alchemy.${side}Field`)} placeholder={t('alchemy.field')} kinds={KINDS} onPick={onPut} />
      {seeds.length > 0 ? (
        <ul className="mt-3 space-y-2">
          {seeds.map((seed) => (
            <SeedCard
              key={`${seed.kind} ${seed.id}`}
              seed={seed}
              side={side}
              against={reasonAgainst(seed)}
              onWeigh={(weight) => onWeigh(seed, weight)}
              onSwap={() => onSwap(seed)}
              onRemove={() => onRemove(seed)}
            />
          ))}
        </ul>
      ) : (
        <p
          className={cn(
            'mt-3 grid flex-1 place-items-center rounded-2xl border border-dashed px-6 py-7 text-center text-faint text-sm',
            over ? 'border-accent' : 'border-line',
          )}
        >
          {t(`alchemy.${side}Hint`)}
        </p>
      )}
    </section>
  )
}

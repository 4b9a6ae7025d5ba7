import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Play, Plus, Wand2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Suggestion, suggestionsQuery } from '@/api/playlist'
import { percent } from '@/lib/format'
import { useControls } from '@/player/context'
import { Button, IconButton } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { Skeleton } from '@/ui/states'
import { toast } from '@/ui/toast'
import type { PlaylistChanges } from './use-changes'

const EXTENDED = 10

/** Tracks that would go well with a playlist, each with its reason, one click away. */
export function Suggestions({ id, changes }: { id: string; changes: PlaylistChanges }) {
  const { t } = useTranslation()
  const { data, isPending } = useQuery({ ...suggestionsQuery(id), placeholderData: keepPreviousData })

  const takeBack = (itemIds: string[]) => () => changes.remove.mutate(itemIds)

  const add = ({ track }: Suggestion) =>
    changes.add.mutate(
      { trackIds: [track.id] },
      {
        onSuccess: ({ items }) =>
          toast.done(t('playlist.added', { title: track.title }), takeBack(items.map((item) => item.id))),
      },
    )

  const extend = () =>
    changes.extend.mutate(EXTENDED, {
      onSuccess: ({ items }) =>
        toast.done(t('playlist.extended', { count: items.length }), takeBack(items.map((item) => item.id))),
    })

  if (!isPending && !data?.items.length) return null
  return (
    <section className="mt-12" aria-label={t('playlist.suggestions')}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 className="font-semibold text-xl tracking-tight">{t('playlist.suggestions')}</h2>
          <p className="text-faint text-sm">{t('playlist.suggestionsHint')}</p>
        </div>
        <Button size="sm" disabled={changes.extend.isPending || isPending} onClick={extend}>
          <Wand2 className="size-4" aria-hidden />
          {t('playlist.extend', { count: EXTENDED })}
        </Button>
      </div>
      <ul>
        {isPending
          ? Array.from({ length: 6 }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
              <li key={index} className="flex h-16 items-center">
                <Skeleton className="h-11 w-full" />
              </li>
            ))
          : data?.items.map((one) => (
              <Suggested key={one.track.id} suggestion={one} onAdd={() => add(one)} busy={changes.add.isPending} />
            ))}
      </ul>
    </section>
  )
}

function Suggested({ suggestion, onAdd, busy }: { suggestion: Suggestion; onAdd(): void; busy: boolean }) {
  const { t } = useTranslation()
  const controls = useControls()
  const { track, score, reason } = suggestion
  const why = [
    t('playlist.near', { title: reason.nearest.track.title }),
    reason.tempo && t(`playlist.tempo.${reason.tempo}`),
    reason.key && t(`playlist.keyRelation.${reason.key}`),
  ]
  return (
    <li className="group flex h-16 items-center gap-3 rounded-xl px-2 hover:bg-raised sm:px-3">
      <button
        type="button"
        aria-label={t('label.of', { what: t('action.play'), name: track.title })}
        onClick={() => controls.playSongs([track], 0, 'suggestion')}
        className="relative shrink-0"
      >
        <Cover kind="tracks" id={track.id} size={64} name={track.album || track.title} className="size-11 rounded-md" />
        <span className="absolute inset-0 grid place-items-center rounded-md bg-black/55 text-white opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
          <Play className="size-4 fill-current" aria-hidden />
        </span>
      </button>
      <div className="min-w-0 flex-1">
        <p className="truncate">
          <Link to="/tracks/$id" params={{ id: track.id }} className="font-medium hover:underline">
            {track.title}
          </Link>
          <span className="text-faint"> · {track.artist}</span>
        </p>
        <p className="truncate text-faint text-sm">{why.filter(Boolean).join(' · ')}</p>
      </div>
      <span className="tabular hidden text-faint text-sm sm:block">{percent(score)}</span>
      <IconButton
        label={t('label.of', { what: t('action.add'), name: track.title })}
        look="outline"
        disabled={busy}
        onClick={onAdd}
        className="pointer-coarse:size-11"
      >
        <Plus className="size-4" aria-hidden />
      </IconButton>
    </li>
  )
}

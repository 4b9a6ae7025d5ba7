import { Check, Search } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { count } from '@/lib/format'
import { Skeleton } from '@/ui/states'

interface Choice {
  readonly name: string
  readonly tracks: number
}

interface ChoiceFilterProps {
  label: string
  /** What one of several chosen ones means. */
  hint: string
  chosen: readonly string[]
  /** What there is to choose, for what was typed; undefined while it is on its way. */
  choices: readonly Choice[] | undefined
  text: string
  onText(text: string): void
  /** What a name is called in the language of the page: itself, unless told. */
  say?(name: string): string
  onChange(chosen: string[]): void
}

/** Names to tick, with how many tracks have them; those that are chosen come first. */
export function ChoiceFilter({
  label,
  hint,
  chosen,
  choices,
  text,
  onText,
  say = String,
  onChange,
}: ChoiceFilterProps) {
  const { t } = useTranslation()
  const id = useId()
  // what was chosen when it was opened stays on top: rows do not jump away from the pointer
  const [first] = useState(chosen)
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
  const has = (name: string) => chosen.some((one) => same(one, name))
  const known = choices ?? []
  const top = first
    .filter((name) => say(name).toLowerCase().includes(text.trim().toLowerCase()))
    .map((name) => known.find((one) => same(one.name, name)) ?? { name, tracks: null })
  const rest = known.filter((one) => !first.some((name) => same(name, one.name)))
  const rows = [...top, ...rest]
  return (
    <div>
      <div className="relative">
        <Search className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint" aria-hidden />
        <input
          type="search"
          value={text}
          onChange={(event) => onText(event.target.value)}
          aria-label={t('label.of', { what: t('nav.search'), name: label })}
          placeholder={t('nav.search')}
          className="h-10 w-full rounded-xl border border-line bg-page pr-3 pl-9 text-sm outline-none placeholder:text-faint focus-visible:border-accent focus-visible:ring-3 focus-visible:ring-accent/25"
        />
      </div>
      <p id={id} className="mt-2 text-faint text-xs">
        {hint}
      </p>
      <div role="group" aria-label={label} aria-describedby={id} className="-mx-2 mt-2 h-64 overflow-y-auto">
        {choices === undefined && <Skeleton className="mx-2 h-40" />}
        {choices !== undefined && rows.length === 0 && (
          <p className="px-2 py-8 text-center text-faint text-sm">{t('palette.none')}</p>
        )}
        {rows.map(({ name, tracks }) => (
          <label
            key={name}
            className="flex min-h-9 cursor-pointer items-center gap-3 rounded-lg px-2 py-1.5 text-sm hover:bg-raised has-focus-visible:bg-raised pointer-coarse:min-h-11"
          >
            <input
              type="checkbox"
              className="peer sr-only"
              checked={has(name)}
              onChange={() => onChange(has(name) ? chosen.filter((one) => !same(one, name)) : [...chosen, name])}
            />
            <span
              aria-hidden
              className={cn(
                'grid size-4.5 shrink-0 place-items-center rounded-md border peer-focus-visible:ring-3 peer-focus-visible:ring-accent/40',
                has(name) ? 'border-accent bg-accent text-on-accent' : 'border-faint',
              )}
            >
              {has(name) && <Check className="size-3.5" />}
            </span>
            <span className="min-w-0 flex-1 truncate">{say(name)}</span>
            {tracks !== null && <span className="tabular text-faint text-xs">{count(tracks)}</span>}
          </label>
        ))}
      </div>
    </div>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, api, type Schemas } from '@/api/client'
import { keys } from '@/api/keys'
import { FilterBar } from '@/filters/filter-bar'
import type { Filters } from '@/filters/filters'
import { ORDERS, type Order } from '@/tracks/orders'
import { Button } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'
import { Select } from '@/ui/select'
import { Skeleton } from '@/ui/states'
import { Switch } from '@/ui/switch'
import { beyondChips, filtersIn, whereOf } from './rule'

interface RuleDialogProps {
  title: string
  /** The rule that there was. */
  rule?: Schemas['TrackRule']
  /** Asks for a name, too. */
  named?: boolean
  onSave(rule: Schemas['RuleRequest'], name: string): void
  onClose(): void
}

const SHOWN = 5
const MOST = 1000

/** What a playlist that fills itself holds: filters, an order, how many; with what that finds now. */
export default function RuleDialog({ title, rule, named = false, onSave, onClose }: RuleDialogProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [words, setWords] = useState(rule?.where.q ?? '')
  const [filters, setFilters] = useState<Filters>(rule ? filtersIn(rule.where) : {})
  const [sort, setSort] = useState<Order>(rule?.sort ?? 'added')
  const [reverse, setReverse] = useState(rule?.reverse ?? false)
  const [limit, setLimit] = useState(String(rule?.limit ?? 100))
  const where = whereOf(rule ? beyondChips(rule.where) : {}, filters, words)
  const most = Number(limit)
  const fine = Number.isInteger(most) && most >= 1 && most <= MOST

  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave({ where, sort, reverse, limit: most }, name.trim())
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={t('playlist.ruleHint')}
      className="w-[min(40rem,calc(100vw-2rem))]"
    >
      <form onSubmit={submit} className="space-y-5">
        {named && (
          <Field
            label={t('entry.name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={200}
            autoFocus
            required
          />
        )}
        <FilterBar filters={filters} onChange={setFilters} />
        <div className="grid gap-4 sm:grid-cols-[1fr_11rem_7rem]">
          <Field
            label={t('playlist.words')}
            value={words}
            maxLength={200}
            onChange={(event) => setWords(event.target.value)}
          />
          <Select
            label={t('library.sort')}
            value={sort}
            options={ORDERS.map((value) => ({ value, label: t(orderWord(value)) }))}
            onChange={setSort}
          />
          <Field
            label={t('playlist.most')}
            type="number"
            inputMode="numeric"
            min={1}
            max={MOST}
            value={limit}
            onChange={(event) => setLimit(event.target.value)}
          />
        </div>
        <Switch label={t('playlist.reverse')} checked={reverse} onChange={setReverse} />
        <Found where={where} sort={sort} reverse={reverse} />
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="solid" disabled={!fine || (named && !name.trim())}>
            {t(named ? 'action.create' : 'action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function orderWord(order: Order) {
  if (order === 'path') return 'library.path'
  return order === 'camelot' ? 'track.key' : (`track.${order}` as const)
}

/** How much a rule finds, and what comes first. */
function Found(props: { where: Schemas['RuleFilter']; sort: Order; reverse: boolean }) {
  const { t } = useTranslation()
  const { where, sort, reverse } = useDeferredValue(props)
  const { data } = useQuery({
    queryKey: keys.tracks({ where, sort, reverse, preview: true }),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/tracks', { params: { query: { ...where, sort, reverse, limit: SHOWN } }, signal })),
  })
  return (
    <section aria-label={t('playlist.finds')} className="rounded-2xl bg-raised p-4">
      <div aria-live="polite" className="mb-2 font-medium text-sm">
        {data ? t('count.tracks', { count: data.total ?? data.items.length }) : <Skeleton className="h-5 w-24" />}
      </div>
      <ul className="h-[13.25rem] space-y-1.5">
        {data?.items.map((track) => (
          <li key={track.id} className="flex h-9 items-center gap-3">
            <Cover
              kind="tracks"
              id={track.id}
              size={64}
              name={track.album || track.title}
              className="size-9 rounded-md"
            />
            <span className="min-w-0 flex-1 truncate text-sm">
              {track.title} <span className="text-faint">· {track.artist}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

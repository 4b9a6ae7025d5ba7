import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { genreNamesQuery, moodsQuery, yearsQuery } from '@/api/lists'
import { clock } from '@/lib/format'
import { useTagName } from '@/tracks/use-tag-name'
import { Switch } from '@/ui/switch'
import { ChoiceFilter } from './choice-filter'
import { changed, type FilterName, type Filters } from './filters'
import { KeyWheel } from './key-wheel'
import { RangeFilter } from './range-filter'

interface ControlProps {
  filters: Filters
  onChange(filters: Filters): void
}

const SLOWEST = 50
const FASTEST = 210
const LONGEST = 900

/** What a filter is set with. */
export function FilterControl({ name, filters, onChange }: ControlProps & { name: Exclude<FilterName, 'favourite'> }) {
  const { t } = useTranslation()
  switch (name) {
    case 'bpm':
      return (
        <RangeFilter
          label={t('filter.bpm')}
          low={filters.bpm_min}
          high={filters.bpm_max}
          min={SLOWEST}
          max={FASTEST}
          say={String}
          onChange={(low, high) => onChange(changed(filters, { bpm_min: low, bpm_max: high }))}
        />
      )
    case 'duration':
      return (
        <RangeFilter
          label={t('filter.duration')}
          low={filters.duration_min}
          high={filters.duration_max}
          min={0}
          max={LONGEST}
          step={15}
          say={clock}
          onChange={(low, high) => onChange(changed(filters, { duration_min: low, duration_max: high }))}
        />
      )
    case 'year':
      return <YearControl filters={filters} onChange={onChange} />
    case 'key':
      return <KeyControl filters={filters} onChange={onChange} />
    case 'genre':
      return <GenreControl filters={filters} onChange={onChange} />
    case 'mood':
      return <MoodControl filters={filters} onChange={onChange} />
    case 'analysed':
      return <AnalysedControl filters={filters} onChange={onChange} />
  }
}

function YearControl({ filters, onChange }: ControlProps) {
  const { t } = useTranslation()
  const { data } = useQuery(yearsQuery)
  const years = data?.items.map((item) => item.year) ?? []
  const first = Math.min(...years, filters.year_min ?? 9999, new Date().getFullYear() - 1)
  const last = Math.max(...years, filters.year_max ?? 0, first + 1)
  return (
    <RangeFilter
      label={t('filter.year')}
      low={filters.year_min}
      high={filters.year_max}
      min={first}
      max={last}
      say={String}
      onChange={(low, high) => onChange(changed(filters, { year_min: low, year_max: high }))}
    />
  )
}

function KeyControl({ filters, onChange }: ControlProps) {
  const { t } = useTranslation()
  return (
    <div className="space-y-4">
      <KeyWheel
        keys={filters.key ?? []}
        compatible={filters.compatible ?? false}
        onChange={(key) => onChange(changed(filters, { key }))}
      />
      <Switch
        label={t('filter.compatible')}
        hint={t('filter.compatibleHint')}
        checked={filters.compatible ?? false}
        disabled={!filters.key}
        onChange={(on) => onChange(changed(filters, { compatible: on || undefined }))}
      />
    </div>
  )
}

function GenreControl({ filters, onChange }: ControlProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { data } = useQuery({ ...genreNamesQuery(text.trim()), placeholderData: keepPreviousData })
  return (
    <ChoiceFilter
      label={t('filter.genre')}
      hint={t('filter.oneOf')}
      chosen={filters.genre ?? []}
      choices={data?.items}
      text={text}
      onText={setText}
      onChange={(genre) => onChange(changed(filters, { genre }))}
    />
  )
}

function MoodControl({ filters, onChange }: ControlProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const tagName = useTagName()
  const { data } = useQuery(moodsQuery)
  const fitting = data?.items.filter((item) => tagName(item.name).toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <ChoiceFilter
      label={t('filter.mood')}
      hint={t('filter.allOf')}
      chosen={filters.mood ?? []}
      say={tagName}
      choices={fitting}
      text={text}
      onText={setText}
      onChange={(mood) => onChange(changed(filters, { mood }))}
    />
  )
}

function AnalysedControl({ filters, onChange }: ControlProps) {
  const { t } = useTranslation()
  const choices = [
    [undefined, t('filter.any')],
    [true, t('filter.heard')],
    [false, t('filter.unheard')],
  ] as const
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{t('filter.analysed')}</legend>
      {choices.map(([value, label]) => (
        <label key={label} className="flex min-h-9 cursor-pointer items-center gap-3 pointer-coarse:min-h-11">
          <input
            type="radio"
            name="analysed"
            className="accent-accent"
            checked={filters.analysed === value}
            onChange={() => onChange(changed(filters, { analysed: value }))}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import { cn } from '@/lib/cn'
import { percent } from '@/lib/format'

type Quality = Schemas['Quality']

const LABELS = ['style', 'artist', 'album'] as const

/** How often the nearest ten are right, by what is asked for, beside what chance would find. */
export function QualityReport({ quality }: { quality: Quality }) {
  const { t } = useTranslation()
  return (
    <div className="space-y-7">
      {LABELS.map((label) => (
        <figure key={label}>
          <figcaption className="mb-2">
            <span className="font-medium">{t(`admin.label.${label}`)}</span>
            <span className="block text-faint text-sm">{t(`admin.labelNote.${label}`)}</span>
          </figcaption>
          <dl className="space-y-1.5">
            {quality.methods.map((method) => {
              const found = method.found.find((one) => one.label === label)
              return <Bar key={method.name} name={method.name} share={found?.precision_10 ?? null} />
            })}
          </dl>
        </figure>
      ))}
      <Rules rules={quality.rules} />
    </div>
  )
}

function Bar({ name, share }: { name: string; share: number | null }) {
  const { t } = useTranslation()
  const chance = name === 'random'
  return (
    <div className="grid grid-cols-[minmax(6.5rem,9rem)_1fr_3.25rem] items-center gap-3 text-sm">
      <dt className="truncate text-soft">{chance ? t('admin.chance') : name}</dt>
      <dd className="contents">
        <span className="h-2.5 overflow-hidden rounded-full bg-raised" aria-hidden>
          <span
            className={cn('block h-full rounded-full', chance ? 'bg-faint' : 'bg-accent')}
            style={{ width: `${(share ?? 0) * 100}%` }}
          />
        </span>
        <span className="tabular text-right">{share === null ? '–' : percent(share)}</span>
      </dd>
    </div>
  )
}

function Rules({ rules }: { rules: Quality['rules'] }) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is narrow, arrows scroll it
    <section aria-label={t('admin.rules')} tabIndex={0} className="overflow-x-auto">
      <table className="w-full min-w-96 text-sm">
        <caption className="mb-2 text-left">
          <span className="font-medium text-[0.9375rem]">{t('admin.rules')}</span>
          <span className="block text-faint">{t('admin.rulesNote')}</span>
        </caption>
        <thead>
          <tr className="border-line border-b text-left text-faint">
            <th scope="col" className="py-2 pr-3 font-medium">
              {t('admin.rule')}
            </th>
            {(['style', 'artist', 'artists', 'orphans'] as const).map((column) => (
              <th key={column} scope="col" className="py-2 pl-3 text-right font-medium">
                {t(`admin.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular">
          {rules.map((rule) => (
            <tr key={rule.name} className="border-line border-b last:border-0">
              <th scope="row" className="py-2 pr-3 text-left font-normal">
                {rule.name}
              </th>
              <td className="py-2 pl-3 text-right">{percent(rule.style)}</td>
              <td className="py-2 pl-3 text-right">{percent(rule.artist)}</td>
              <td className="py-2 pl-3 text-right">{rule.artists.toFixed(1)}</td>
              <td className="py-2 pl-3 text-right">{percent(rule.orphans)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

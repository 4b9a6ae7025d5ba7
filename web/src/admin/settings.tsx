import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { systemQuery } from '@/api/operating'
import { Badge } from '@/ui/badge'
import { Field } from '@/ui/field'
import { Row, Rows, RowsSkeleton } from '@/ui/rows'
import { Section } from '@/ui/section'
import { Fault } from '@/ui/states'
import { type Ability, abilitiesOf } from './abilities'

/** What this installation can do, and every setting that makes it so. */
export default function Settings() {
  const { t } = useTranslation()
  const query = useQuery(systemQuery)
  const [sought, setSought] = useState('')
  if (query.isError) return <Fault error={query.error} retry={query.refetch} />
  const settings = query.data?.settings
  const words = sought.toLowerCase().trim().split(/\s+/)
  const shown = settings?.filter((one) => {
    const text = `musicsim_${one.name} ${one.meaning}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[2fr_3fr]">
      <Section title={t('admin.abilities')} note={t('admin.abilitiesNote')}>
        {settings ? (
          <Rows label={t('admin.abilities')}>
            {abilitiesOf(settings).map((ability) => (
              <AbilityRow key={ability.name} ability={ability} />
            ))}
          </Rows>
        ) : (
          <RowsSkeleton count={8} />
        )}
      </Section>
      <Section title={t('admin.tab.settings')} note={t('admin.settingsNote')}>
        <Field
          label={t('admin.findSetting')}
          type="search"
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          className="mb-4"
        />
        {shown ? (
          <Rows label={t('admin.tab.settings')}>
            {shown.map((setting) => (
              <Row
                key={setting.name}
                title={<code className="break-all text-sm">{`MUSICSIM_${setting.name.toUpperCase()}`}</code>}
                badges={setting.changed && <Badge tone="accent">{t('admin.set')}</Badge>}
                note={
                  <>
                    {setting.meaning}
                    <code className="mt-0.5 block break-all text-ink">{setting.value || '–'}</code>
                  </>
                }
              />
            ))}
          </Rows>
        ) : (
          <RowsSkeleton count={8} />
        )}
      </Section>
    </div>
  )
}

function AbilityRow({ ability }: { ability: Ability }) {
  const { t } = useTranslation()
  return (
    <Row
      title={t(`admin.ability.${ability.name}`)}
      badges={<Badge tone={ability.on ? 'good' : 'plain'}>{t(ability.on ? 'admin.on' : 'admin.off')}</Badge>}
      note={
        <>
          {t(`admin.abilityNote.${ability.name}`)}
          {ability.settings.map((one) => (
            <code key={one} className="block break-all text-xs">{`MUSICSIM_${one.toUpperCase()}`}</code>
          ))}
        </>
      }
    />
  )
}

import { useTranslation } from 'react-i18next'
import { type Language, type Theme, usePreferences } from '@/lib/preferences'
import { SoundSettings } from '@/player/sound-settings'
import { Section } from '@/ui/section'
import { Select } from '@/ui/select'

/** How somebody likes it: language, theme, sound. This browser keeps it. */
export function Look() {
  const { t } = useTranslation()
  const { language, theme, set } = usePreferences()
  const languages: { value: Language; label: string }[] = [
    { value: 'system', label: t('language.system') },
    { value: 'en', label: 'English' },
    { value: 'fr', label: 'Français' },
  ]
  const themes: { value: Theme; label: string }[] = [
    { value: 'system', label: t('theme.system') },
    { value: 'dark', label: t('theme.dark') },
    { value: 'light', label: t('theme.light') },
  ]
  return (
    <Section title={t('account.look')} note={t('account.lookNote')}>
      <div className="mb-6 grid gap-4 sm:grid-cols-2">
        <Select
          label={t('language.label')}
          value={language}
          options={languages}
          onChange={(to) => set({ language: to })}
        />
        <Select label={t('theme.label')} value={theme} options={themes} onChange={(to) => set({ theme: to })} />
      </div>
      <SoundSettings />
    </Section>
  )
}

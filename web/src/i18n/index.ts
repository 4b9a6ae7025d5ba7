import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, usePreferences } from '@/lib/preferences'

function chosen(language: Language): 'en' | 'fr' {
  if (language !== 'system') return language
  return navigator.languages.map((one) => one.slice(0, 2)).find((one) => one === 'en' || one === 'fr') === 'fr'
    ? 'fr'
    : 'en'
}

async function words(language: 'en' | 'fr') {
  const { default: bundle } = language === 'fr' ? await import('./fr') : await import('./en')
  i18next.addResourceBundle(language, 'translation', bundle, true, true)
}

async function speak(language: 'en' | 'fr'): Promise<void> {
  await words(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** Speak the chosen language, and each that is chosen later; only that one's words are loaded. */
export async function startSpeaking(): Promise<void> {
  await i18next.use(initReactI18next).init({ resources: {}, fallbackLng: false, interpolation: { escapeValue: false } })
  let before = usePreferences.getState().language
  usePreferences.subscribe(({ language }) => {
    if (language === before) return
    before = language
    void speak(chosen(language))
  })
  await speak(chosen(before))
}

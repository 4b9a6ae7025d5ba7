import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

const EXAMPLES = {
  en: [
    'calm piano, no voice',
    'fast electronic with a dark mood',
    'acoustic guitar and a woman’s voice',
    '90-100 bpm, chill',
  ],
  fr: ['musique triste à la guitare', 'voix de femme, très calme', 'électro rapide sans voix', 'rock des années 80'],
} as const

/** Words that work, in both languages whichever is spoken: whoever knows only one sees that there is the other. */
export function Examples() {
  const { i18n } = useTranslation()
  const languages = i18n.language === 'fr' ? (['fr', 'en'] as const) : (['en', 'fr'] as const)
  return (
    <div className="space-y-2">
      {languages.map((language) => (
        <ul
          key={language}
          lang={language}
          className="-mx-4 flex gap-2 overflow-x-auto px-4 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0"
        >
          {EXAMPLES[language].map((example) => (
            <li key={example}>
              <Link
                to="/discover"
                search={{ q: example }}
                className="flex min-h-9 items-center whitespace-nowrap rounded-full border border-line px-3.5 text-sm text-soft hover:bg-raised hover:text-ink pointer-coarse:min-h-11"
              >
                {example}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </div>
  )
}

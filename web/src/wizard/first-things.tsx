import { Link } from '@tanstack/react-router'
import { AudioLines, Map as MapIcon, Radio, Sparkles, UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'

const THINGS = [
  { key: 'words', icon: Sparkles, to: '/discover' },
  { key: 'map', icon: MapIcon, to: '/map' },
  { key: 'radio', icon: Radio, to: '/radio' },
  { key: 'albums', icon: AudioLines, to: '/albums' },
] as const

/** What to try first with a library that was listened to. */
export function FirstThings() {
  const { t } = useTranslation()
  const box =
    'flex h-full items-start gap-4 rounded-2xl border border-line p-4 transition-colors hover:border-faint hover:bg-raised/50'
  const face = (Icon: typeof UserPlus, key: (typeof THINGS)[number]['key'] | 'invite') => (
    <>
      <span className="grid size-11 shrink-0 place-items-center rounded-2xl bg-wash text-accent">
        <Icon className="size-5" aria-hidden />
      </span>
      <span>
        <span className="block font-medium">{t(`wizard.try.${key}`)}</span>
        <span className="block text-faint text-sm">{t(`wizard.tryNote.${key}`)}</span>
      </span>
    </>
  )
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {THINGS.map(({ key, icon, to }) => (
        <li key={key}>
          <Link to={to} className={box}>
            {face(icon, key)}
          </Link>
        </li>
      ))}
      <li className="sm:col-span-2">
        <Link to="/admin" search={{ tab: 'invites' }} className={box}>
          {face(UserPlus, 'invite')}
        </Link>
      </li>
    </ul>
  )
}

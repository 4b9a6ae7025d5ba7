import { Link } from '@tanstack/react-router'
import { ArrowRight, Ear, FlaskConical, type LucideIcon, Map as MapIcon, Radio, Route, Shapes } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'

const WAYS = [
  { to: '/alchemy', name: 'alchemy', icon: FlaskConical, tint: 'text-timbre' },
  { to: '/path', name: 'path', icon: Route, tint: 'text-harmony' },
  { to: '/radio', name: 'radio', icon: Radio, tint: 'text-rhythm' },
  { to: '/clip', name: 'clip', icon: Ear, tint: 'text-mood' },
  { to: '/map', name: 'map', icon: MapIcon, tint: 'text-accent' },
  { to: '/mixes', name: 'mixes', icon: Shapes, tint: 'text-soft' },
] as const satisfies readonly { to: string; name: string; icon: LucideIcon; tint: string }[]

/** The other ways to wander, each with what it does. */
export function Ways() {
  const { t } = useTranslation()
  return (
    <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {WAYS.map(({ to, name, icon: Icon, tint }) => (
        <li key={to}>
          <Link
            to={to}
            className="group flex h-full items-start gap-4 rounded-3xl border border-line bg-surface p-5 transition-colors hover:border-accent/60 hover:bg-raised"
          >
            <span
              className={cn(
                'grid size-12 shrink-0 place-items-center rounded-2xl bg-raised group-hover:bg-surface',
                tint,
              )}
            >
              <Icon className="size-6" aria-hidden />
            </span>
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-2 font-semibold text-lg tracking-tight">
                {t(`nav.${name}`)}
                <ArrowRight
                  className="size-4 text-faint opacity-0 transition group-hover:translate-x-1 group-hover:opacity-100"
                  aria-hidden
                />
              </span>
              <span className="mt-0.5 block text-faint">{t(`words.way.${name}`)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

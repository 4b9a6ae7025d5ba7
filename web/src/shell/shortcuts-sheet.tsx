import { useTranslation } from 'react-i18next'
import { Dialog } from '@/ui/dialog'
import { Key } from '@/ui/key'
import { useShell } from './shell-store'

const EVERYWHERE = [
  ['Ctrl K', 'search'],
  ['/', 'find'],
  ['␣', 'toggle'],
  ['⇧ →', 'next'],
  ['⇧ ←', 'previous'],
  ['→', 'forward'],
  ['←', 'backward'],
  ['⇧ ↑', 'louder'],
  ['⇧ ↓', 'quieter'],
  ['M', 'mute'],
  ['L', 'like'],
  ['S', 'shuffle'],
  ['R', 'repeat'],
  ['Q', 'queue'],
  ['F', 'full'],
  ['?', 'open'],
] as const

const IN_LISTS = [
  ['↑ ↓', 'walk'],
  ['↵', 'play'],
  ['⇧ ↑ ↓', 'extend'],
  ['Ctrl ␣', 'pick'],
  ['Ctrl A', 'all'],
] as const

/** All keys that do something. */
export default function ShortcutsSheet() {
  const { t } = useTranslation()
  return (
    <Dialog
      open
      onOpenChange={() => useShell.setState({ shortcuts: false })}
      title={t('shortcuts.title')}
      className="w-[min(44rem,calc(100vw-2rem))]"
    >
      <Keys title={t('shortcuts.general')} keys={EVERYWHERE.map(([key, name]) => [key, t(`shortcuts.${name}`)])} />
      <Keys
        title={t('shortcuts.rows')}
        keys={[
          ...IN_LISTS.map(([key, name]): [string, string] => [key, t(`shortcuts.${name}`)]),
          [t('shortcuts.escape'), t('shortcuts.none')],
          [`⇧ / Ctrl + ${t('shortcuts.mouse')}`, t('shortcuts.click')],
        ]}
      />
    </Dialog>
  )
}

function Keys({ title, keys }: { title: string; keys: [string, string][] }) {
  return (
    <>
      <h3 className="mt-4 mb-1 font-semibold text-faint text-xs uppercase tracking-wider first:mt-0">{title}</h3>
      <dl className="grid gap-x-8 sm:grid-cols-2">
        {keys.map(([key, name]) => (
          <div key={name} className="flex items-center justify-between gap-4 border-line border-b py-2 text-sm">
            <dt className="text-soft">{name}</dt>
            <dd className="shrink-0">
              <Key>{key}</Key>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

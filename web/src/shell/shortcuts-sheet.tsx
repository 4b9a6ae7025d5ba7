import { useTranslation } from 'react-i18next'
import { Dialog } from '@/ui/dialog'
import { Key } from '@/ui/key'
import { useShell } from './shell-store'

const KEYS = [
  ['Ctrl K', 'search'],
  ['Space', 'toggle'],
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

export default function ShortcutsSheet() {
  const { t } = useTranslation()
  return (
    <Dialog open onOpenChange={() => useShell.setState({ shortcuts: false })} title={t('shortcuts.title')}>
      <dl className="grid gap-x-8 sm:grid-cols-2">
        {KEYS.map(([key, name]) => (
          <div key={name} className="flex items-center justify-between gap-4 border-line border-b py-2">
            <dt className="text-soft">{t(`shortcuts.${name}`)}</dt>
            <dd>
              <Key>{key}</Key>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-faint text-sm">
        {t('shortcuts.select')}: {t('shortcuts.selectKeys')}
      </p>
    </Dialog>
  )
}

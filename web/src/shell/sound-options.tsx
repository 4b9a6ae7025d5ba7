import { SlidersHorizontal } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '@/lib/preferences'
import { IconButton } from '@/ui/button'
import { Slider } from '@/ui/slider'
import { Switch } from '@/ui/switch'

/** Crossfade and loudness. */
export function SoundOptions() {
  const { t } = useTranslation()
  const { crossfade, levelling, previews, set } = usePreferences()
  const say = (seconds: number) => (seconds ? t('player.seconds', { count: seconds }) : t('player.crossfadeOff'))
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label={t('player.options')}>
          <SlidersHorizontal className="size-[1.125rem]" aria-hidden />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={12}
          collisionPadding={12}
          aria-label={t('player.options')}
          className="z-50 w-72 space-y-5 rounded-2xl border border-line bg-surface p-5 shadow-float"
        >
          <div>
            <div className="mb-1 flex justify-between">
              <span>{t('player.crossfade')}</span>
              <span className="tabular text-faint">{say(crossfade)}</span>
            </div>
            <Slider
              label={t('player.crossfade')}
              value={crossfade}
              max={12}
              step={1}
              say={say}
              onChange={(to) => set({ crossfade: to })}
            />
          </div>
          <Switch label={t('player.levelling')} checked={levelling} onChange={(on) => set({ levelling: on })} />
          <Switch
            label={t('player.previews')}
            hint={t('player.previewsHint')}
            checked={previews}
            onChange={(on) => set({ previews: on })}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

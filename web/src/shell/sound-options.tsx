import { SlidersHorizontal } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { SoundSettings } from '@/player/sound-settings'
import { IconButton } from '@/ui/button'

/** Crossfade and loudness, at hand in the player. */
export function SoundOptions() {
  const { t } = useTranslation()
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
          className="z-50 w-72 rounded-2xl border border-line bg-surface p-5 shadow-float"
        >
          <SoundSettings />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

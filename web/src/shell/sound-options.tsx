import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { SoundSettings } from '@/player/sound-settings'
import type { Opened } from '@/ui/on-demand'

/** Crossfade and loudness, at hand in the player. */
const SoundOptions: Opened = ({ button }) => {
  const { t } = useTranslation()
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger asChild>{button}</Popover.Trigger>
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

export default SoundOptions

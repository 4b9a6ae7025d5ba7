import { Volume1, Volume2, VolumeX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { percent } from '@/lib/format'
import { usePreferences } from '@/lib/preferences'
import { IconButton } from '@/ui/button'
import { Slider } from '@/ui/slider'

/** How loud it is. */
export function Volume() {
  const { t } = useTranslation()
  const { volume, muted, set } = usePreferences()
  const silent = muted || volume === 0
  return (
    <div className="flex w-36 items-center gap-1">
      <IconButton
        label={t(silent ? 'player.unmute' : 'player.mute')}
        shortcut="M"
        onClick={() => set(silent ? { muted: false, volume: volume || 0.5 } : { muted: true })}
      >
        {silent ? (
          <VolumeX className="size-[1.125rem]" aria-hidden />
        ) : volume < 0.5 ? (
          <Volume1 className="size-[1.125rem]" aria-hidden />
        ) : (
          <Volume2 className="size-[1.125rem]" aria-hidden />
        )}
      </IconButton>
      <Slider
        label={t('player.volume')}
        value={muted ? 0 : volume}
        onChange={(to) => set({ volume: to, muted: false })}
        say={percent}
      />
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import { usePreferences } from '@/lib/preferences'
import { Slider } from '@/ui/slider'
import { Switch } from '@/ui/switch'

/** Crossfade, loudness and previews, as this browser keeps them. */
export function SoundSettings() {
  const { t } = useTranslation()
  const { crossfade, levelling, previews, set } = usePreferences()
  const say = (seconds: number) => (seconds ? t('player.seconds', { count: seconds }) : t('player.crossfadeOff'))
  return (
    <div className="space-y-5">
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
    </div>
  )
}

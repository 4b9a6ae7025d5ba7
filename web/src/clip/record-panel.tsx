import { Mic, Square } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { useControls } from '@/player/context'
import { Button } from '@/ui/button'
import { LEAST } from './recorder'
import { useRecorder } from './use-recorder'

const LENGTHS = [10, 20, 60] as const

/** The microphone: how loud it hears, how long by now; it stops by itself, or once there is enough. */
export function RecordPanel({ onClip, busy }: { onClip(clip: Blob): void; busy: boolean }) {
  const { t } = useTranslation()
  const controls = useControls()
  const [longest, setLongest] = useState<number>(10)
  const { now, asking, refusal, start, stop, cancel } = useRecorder(longest, onClip)
  const enough = (now?.seconds ?? 0) >= LEAST
  const begin = () => {
    controls.pause()
    void start()
  }
  return (
    <section
      aria-label={t('clip.record')}
      className="flex flex-col items-center rounded-3xl border border-line bg-surface px-5 py-8 text-center"
    >
      <div className="relative grid size-28 place-items-center">
        <span
          aria-hidden
          className={cn(
            'absolute inset-2 rounded-full bg-accent/25 transition-transform duration-100',
            !now && 'scale-0',
          )}
          style={now ? { transform: `scale(${1 + 0.45 * now.level})` } : undefined}
        />
        <Ring share={now ? now.seconds / longest : 0} />
        <button
          type="button"
          disabled={busy || asking || refusal === 'insecure' || refusal === 'unsupported' || (now !== null && !enough)}
          aria-label={t(now ? 'clip.stop' : 'clip.record')}
          onClick={() => (now ? void stop() : begin())}
          className="relative grid size-20 place-items-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:opacity-45"
        >
          {now ? <Square className="size-7 fill-current" aria-hidden /> : <Mic className="size-8" aria-hidden />}
        </button>
      </div>
      <p className="tabular mt-4 font-semibold text-lg tracking-tight">
        {now ? t('clip.seconds', { at: Math.floor(now.seconds), all: longest }) : t('clip.record')}
      </p>
      <p role="status" className="mt-1 mb-3 min-h-11 max-w-sm text-faint text-sm">
        {refusal ? t(`clip.refusal.${refusal}`) : t(now ? (enough ? 'clip.enough' : 'clip.listen') : 'clip.recordHint')}
      </p>
      {now ? (
        <Button look="ghost" onClick={() => void cancel()}>
          {t('action.cancel')}
        </Button>
      ) : (
        <fieldset className="flex items-center gap-1 rounded-full bg-raised p-1" disabled={busy}>
          <legend className="sr-only">{t('clip.length')}</legend>
          {LENGTHS.map((length) => (
            <label
              key={length}
              className="tabular cursor-pointer rounded-full px-3.5 py-1 text-soft text-sm has-checked:bg-surface has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent has-checked:shadow-sm pointer-coarse:py-2.5"
            >
              <input
                type="radio"
                name="length"
                value={length}
                checked={longest === length}
                onChange={() => setLongest(length)}
                className="sr-only"
              />
              {t('player.seconds', { count: length })}
            </label>
          ))}
        </fieldset>
      )}
    </section>
  )
}

/** How much of the time has gone by. */
function Ring({ share }: { share: number }) {
  return (
    <svg viewBox="0 0 100 100" className="-rotate-90 absolute inset-0" aria-hidden>
      <circle cx="50" cy="50" r="47" fill="none" strokeWidth="3" className="stroke-line" />
      <circle
        cx="50"
        cy="50"
        r="47"
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
        pathLength="1"
        strokeDasharray="1"
        strokeDashoffset={1 - Math.min(1, share)}
        className={cn('stroke-accent', share === 0 && 'opacity-0')}
      />
    </svg>
  )
}

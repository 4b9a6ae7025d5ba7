import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { seedsOf, wishes } from '@/discover/seeds'
import { radioOf } from '@/player/radio'
import { usePlayer } from '@/player/store'
import { Past } from '@/radio/past'
import { Played } from '@/radio/played'
import { Session } from '@/radio/session'
import { Start } from '@/radio/start'
import { useStartRadio } from '@/radio/use-start'
import { Page } from '@/ui/page'
import { Skeleton } from '@/ui/states'

/** Music that goes on and learns: begun from anything, shown while it plays, gone on with later. */
export default function Radio() {
  const { t } = useTranslation()
  const { track, seeds, session } = useSearch({ from: '/inside/radio' })
  const navigate = useNavigate()
  const start = useStartRadio()
  const running = usePlayer(({ queue }) => radioOf(queue))
  const wanted = track ? `track:${track}` : seeds
  const begun = useRef<string>(undefined)
  const shown = session ?? running

  const { mutate } = start
  useEffect(() => {
    if (!wanted || begun.current === wanted) return
    begun.current = wanted
    const asked = wishes({ more: seedsOf(wanted), less: [] })
    // an address that names what to begin with begins it once: what it becomes is another address
    if (asked.length) mutate({ seeds: asked }, { onError: () => void navigate({ to: '/radio', replace: true }) })
  }, [wanted, mutate, navigate])

  return (
    <Page title={t('nav.radio')} note={t('radio.note')}>
      {wanted ? (
        <Skeleton className="h-[22rem] rounded-3xl" />
      ) : (
        shown && (
          <div className="mb-10">
            <Session key={shown} id={shown} />
          </div>
        )
      )}
      <Start start={start} />
      <Past except={shown} />
      {shown && <Played key={shown} id={shown} />}
    </Page>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ear, FileX2, type LucideIcon, TriangleAlert, VolumeX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '@/api/session'
import type { TrackDetails } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { day } from '@/lib/format'

/** Why there is less to say of a track than of others; nothing for one that was listened to and is there. */
export function TrackState({ track }: { track: TrackDetails }) {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  return (
    <>
      {track.missing_since && (
        <Notice icon={FileX2} title={t('sound.missingTitle')} grave>
          {t('sound.missingHint', { day: day(track.missing_since) })}
        </Notice>
      )}
      {track.status === 'pending' && (
        <Notice icon={Ear} title={t('sound.pendingTitle')} waiting>
          {t('sound.pendingHint')}
        </Notice>
      )}
      {track.status === 'silent' && (
        <Notice icon={VolumeX} title={t('sound.silentTitle')}>
          {t('sound.silentHint')}
        </Notice>
      )}
      {track.failure && (
        <Notice icon={TriangleAlert} title={t('sound.failedTitle')} grave>
          <p>{t(`sound.failure.${track.failure.reason}`)}</p>
          {track.failure.detail && <p className="mt-1 break-words font-mono text-xs">{track.failure.detail}</p>}
          {me?.role === 'admin' && (
            <Link to="/admin" search={{ tab: 'unreadable' }} className="mt-2 inline-block text-accent hover:underline">
              {t('sound.failedAdmin')}
            </Link>
          )}
        </Notice>
      )}
    </>
  )
}

interface NoticeProps {
  icon: LucideIcon
  title: string
  grave?: boolean
  waiting?: boolean
  children: ReactNode
}

function Notice({ icon: Icon, title, grave = false, waiting = false, children }: NoticeProps) {
  return (
    <div role="status" className="mb-8 flex gap-4 rounded-2xl border border-line bg-surface p-5">
      <div
        className={cn(
          'grid size-11 shrink-0 place-items-center rounded-2xl',
          grave ? 'bg-danger/10 text-danger' : 'bg-wash text-accent',
          waiting && 'animate-pulse',
        )}
      >
        <Icon className="size-5" aria-hidden />
      </div>
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        <div className="mt-0.5 max-w-prose text-faint text-sm">{children}</div>
      </div>
    </div>
  )
}

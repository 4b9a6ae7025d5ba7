import { useQuery } from '@tanstack/react-query'
import { AudioLines, Play } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { similarQuery } from '@/api/similar'
import type { TrackDetails } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { useSettled } from '@/lib/use-settled'
import { useControls } from '@/player/context'
import { SavePlaylist } from '@/playlists/save-playlist'
import { Button } from '@/ui/button'
import { Empty, Fault } from '@/ui/states'
import { HitList, HitListSkeleton } from './hit-list'
import { Panel } from './panel'
import { Versions } from './versions'
import { enlarged, isLargest, questionOf, unconditional, type Wishes } from './wishes'

interface SimilarSectionProps {
  track: TrackDetails
  wishes: Wishes
  onWish(wishes: Wishes): void
}

/** What sounds like a track, why, and what one would rather have; the list follows as one moves the sliders. */
export function SimilarSection({ track, wishes, onWish }: SimilarSectionProps) {
  const { t } = useTranslation()
  const controls = useControls()
  const [shown, setShown] = useSettled(wishes, onWish)
  const [unfolded, setUnfolded] = useState(false)
  const query = useQuery(similarQuery(track.id, questionOf(wishes, track.album)))
  const hits = query.data?.items ?? []
  const own = query.data?.copies ?? []
  const tracks = hits.map((hit) => hit.track)
  const context = `similar:${track.id}`
  const asked = wishes.limit ?? 20
  return (
    <section id="similar" aria-labelledby="similar-title" className="scroll-mt-4">
      <div className="mb-4 flex min-h-10 flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h2 id="similar-title" className="font-semibold text-xl tracking-tight">
          {t('sound.similar')}
        </h2>
        <div className="flex items-center gap-2">
          <p role="status" className="sr-only">
            {query.isSuccess && !query.isPlaceholderData && t('sound.similarCount', { count: hits.length })}
          </p>
          <Button disabled={!hits.length} onClick={() => controls.playSongs(tracks, 0, context)}>
            <Play className="size-4 fill-current" aria-hidden />
            {t('sound.playAll')}
          </Button>
          <SavePlaylist name={t('sound.savedName', { title: track.title })} trackIds={tracks.map((one) => one.id)} />
        </div>
      </div>
      {own.length > 0 && (
        <div className="mb-4">
          <button
            type="button"
            aria-expanded={unfolded}
            onClick={() => setUnfolded(!unfolded)}
            className="min-h-9 rounded-full bg-wash px-4 text-accent-strong text-sm hover:underline pointer-coarse:min-h-11"
          >
            {t('sound.ownVersions', { count: own.length })}
          </button>
          {unfolded && <Versions of={track} tracks={own} context={context} className="mt-2" />}
        </div>
      )}
      <Panel wishes={shown} onChange={setShown} />
      {query.isPending ? (
        <HitListSkeleton />
      ) : query.isError && !query.data ? (
        <Fault error={query.error} retry={query.refetch} />
      ) : hits.length === 0 ? (
        <Empty
          icon={AudioLines}
          title={t('sound.similarNone')}
          action={<Button onClick={() => onWish(unconditional(wishes))}>{t('sound.clear')}</Button>}
        >
          {t('sound.similarNoneHint')}
        </Empty>
      ) : (
        <div
          aria-busy={query.isPlaceholderData}
          className={cn('transition-opacity', query.isPlaceholderData && 'opacity-70')}
        >
          <HitList hits={hits} context={context} label={t('sound.similar')} />
          {hits.length >= asked && !isLargest(wishes) && (
            <div className="mt-4 flex justify-center">
              <Button look="outline" onClick={() => onWish(enlarged(wishes))}>
                {t('sound.more')}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  )
}

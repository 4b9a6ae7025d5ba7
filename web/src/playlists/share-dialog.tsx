import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link2Off } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, api, type Schemas } from '@/api/client'
import { at, sharesQuery } from '@/api/playlist'
import type { Playlist } from '@/api/playlists'
import { ago, dayAndTime } from '@/lib/format'
import { Button, IconButton } from '@/ui/button'
import { Confirm } from '@/ui/confirm'
import { Copied } from '@/ui/copied'
import { Dialog } from '@/ui/dialog'
import { Select } from '@/ui/select'
import { Fault, Skeleton } from '@/ui/states'
import { toast } from '@/ui/toast'

const DAYS = { never: null, day: 1, week: 7, month: 30, year: 365 } as const
type Life = keyof typeof DAYS
const LIVES = Object.keys(DAYS) as Life[]

/** Links by which anybody may hear a playlist: made, copied, revoked. */
export default function ShareDialog({ playlist, onClose }: { playlist: Playlist; onClose(): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const shares = useQuery(sharesQuery(playlist.id))
  const [life, setLife] = useState<Life>('month')
  const [revoked, setRevoked] = useState<Schemas['Share'] | null>(null)
  const refresh = () => client.invalidateQueries({ queryKey: sharesQuery(playlist.id).queryKey })

  const create = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/v1/playlists/{playlist_id}/share', {
          params: at(playlist.id),
          body: { expires_at: ending(DAYS[life]) },
        }),
      ),
    onSuccess: refresh,
  })
  const revoke = useMutation({
    mutationFn: async (share: Schemas['Share']) => {
      await api.DELETE('/api/v1/playlists/{playlist_id}/share/{share_id}', {
        params: { path: { playlist_id: playlist.id, share_id: share.id } },
      })
      if (create.data?.id === share.id) create.reset()
    },
    onSuccess: refresh,
    onError: toast.fault,
  })

  return (
    <Dialog open onOpenChange={onClose} title={t('playlist.share')} description={t('playlist.shareHint')}>
      <div className="flex items-end gap-3">
        <Select
          label={t('playlist.life')}
          value={life}
          options={LIVES.map((value) => ({ value, label: t(`playlist.lives.${value}`) }))}
          onChange={setLife}
          className="flex-1"
        />
        <Button look="solid" className="h-11" disabled={create.isPending} onClick={() => create.mutate()}>
          {t('playlist.makeLink')}
        </Button>
      </div>
      {create.isError && (
        <p role="alert" className="mt-2 text-danger text-sm">
          {create.error.message}
        </p>
      )}
      {create.data && (
        <div className="mt-4 rounded-2xl bg-wash p-4">
          <Copied label={t('playlist.link')} text={`${location.origin}/shared/${create.data.token}`} />
          <p className="mt-2 text-soft text-sm">{t('playlist.linkOnce')}</p>
        </div>
      )}
      <h3 className="mt-6 mb-2 font-medium text-sm text-soft">{t('playlist.links')}</h3>
      {shares.isPending ? (
        <Skeleton className="h-14 w-full" />
      ) : shares.isError ? (
        <Fault error={shares.error} retry={shares.refetch} />
      ) : shares.data.items.length === 0 ? (
        <p className="flex h-14 items-center text-faint text-sm">{t('playlist.noLinks')}</p>
      ) : (
        <ul className="space-y-1">
          {shares.data.items.map((share) => (
            <li key={share.id} className="flex min-h-14 items-center gap-3 rounded-xl bg-raised px-4 py-2 text-sm">
              <span className="min-w-0 flex-1">
                <span className="block">{t('playlist.linkMade', { ago: ago(share.created_at) })}</span>
                <span className="block text-faint">
                  {share.expires_at
                    ? t('playlist.linkUntil', { moment: dayAndTime(share.expires_at) })
                    : t('playlist.linkForever')}
                </span>
              </span>
              <IconButton label={t('playlist.revoke')} onClick={() => setRevoked(share)}>
                <Link2Off className="size-4" aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Confirm
        open={revoked !== null}
        onOpenChange={() => setRevoked(null)}
        title={t('playlist.revokeTitle')}
        body={t('playlist.revokeHint')}
        action={t('playlist.revoke')}
        onConfirm={() => revoked && revoke.mutate(revoked)}
      />
    </Dialog>
  )
}

function ending(days: number | null): string | null {
  return days === null ? null : new Date(Date.now() + days * 86_400_000).toISOString()
}

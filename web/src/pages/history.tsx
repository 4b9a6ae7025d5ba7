import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Clock, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import { historyQuery } from '@/api/lists'
import { ago } from '@/lib/format'
import { useScroller } from '@/shell/scroller'
import { TrackTable } from '@/tracks/track-table'
import { Button } from '@/ui/button'
import { Confirm } from '@/ui/confirm'
import { List } from '@/ui/list'
import { Page } from '@/ui/page'
import { Empty } from '@/ui/states'
import { toast } from '@/ui/toast'

/** What was listened to, and when. */
export default function History() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const scroller = useScroller()
  const query = useInfiniteQuery(historyQuery)
  const [asking, setAsking] = useState(false)
  const forget = async () => {
    try {
      await api.DELETE('/api/v1/me/history', {})
      await client.invalidateQueries({ queryKey: keys.history })
    } catch (problem) {
      toast.fault(problem)
    }
  }
  return (
    <Page
      title={t('nav.history')}
      actions={
        (query.data?.pages[0]?.items.length ?? 0) > 0 && (
          <Button look="ghost" size="sm" onClick={() => setAsking(true)}>
            <Trash2 className="size-4" aria-hidden />
            {t('library.forget')}
          </Button>
        )
      }
    >
      <List
        query={query}
        empty={
          <Empty icon={Clock} title={t('library.noHistory')}>
            {t('library.noHistoryHint')}
          </Empty>
        }
      >
        {(plays, more, hasMore) => (
          <TrackTable
            rows={plays.map((play) => ({
              key: play.id,
              track: play.track,
              note: (
                <span className="shrink-0 text-faint text-xs">
                  {ago(play.started_at)}
                  {play.stage === 'skipped' && ` · ${t('library.skipped')}`}
                </span>
              ),
            }))}
            context="history"
            scroller={scroller}
            more={more}
            hasMore={hasMore}
          />
        )}
      </List>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('library.forget')}
        body={t('library.forgetHint')}
        action={t('action.delete')}
        onConfirm={forget}
      />
    </Page>
  )
}

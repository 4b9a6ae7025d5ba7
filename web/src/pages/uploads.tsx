import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEvents } from '@/api/events'
import { uploadsQuery } from '@/api/uploads'
import { bytes } from '@/lib/format'
import { Page } from '@/ui/page'
import { Progress } from '@/ui/progress'
import { Skeleton } from '@/ui/states'
import { DropZone } from '@/uploads/drop-zone'
import { MyUploads } from '@/uploads/my-uploads'
import { SendingList } from '@/uploads/sending-list'
import { upload } from '@/uploads/upload-queue'

/** Music that one brings: on its way, and what is there already. */
export default function Uploads() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data } = useInfiniteQuery(uploadsQuery)
  const about = data?.pages[0]
  const refresh = () => void client.invalidateQueries({ queryKey: uploadsQuery.queryKey })
  useEvents('uploads', refresh)
  const share = about && Math.max(about.usage.size / about.quota.size, about.usage.files / about.quota.files)
  return (
    <Page title={t('nav.uploads')}>
      <DropZone onFiles={(files) => upload(files, refresh)} />
      <SendingList onCreated={refresh} />
      <section className="mt-10" aria-label={t('upload.yours')}>
        <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
          <h2 className="font-semibold text-xl tracking-tight">{t('upload.yours')}</h2>
          <div className="w-full sm:w-80">
            {about && share !== undefined ? (
              <>
                <p className="tabular mb-1.5 text-faint text-sm">
                  {t('upload.usage', {
                    used: bytes(about.usage.size),
                    most: bytes(about.quota.size),
                    files: t('upload.fileCount', { count: about.usage.files }),
                  })}
                </p>
                <Progress label={t('upload.quota')} share={Math.min(1, share)} className="h-1.5" />
              </>
            ) : (
              <Skeleton className="h-[2.125rem] w-full" />
            )}
          </div>
        </div>
        <MyUploads />
      </section>
    </Page>
  )
}

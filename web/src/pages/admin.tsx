import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ComponentType, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { type AdminTab, TABS, tabOf } from '@/admin/tabs'
import { useLiveStatus } from '@/api/events'
import { statusQuery } from '@/api/operating'
import { count } from '@/lib/format'
import { lazyPart } from '@/lib/part'
import { courseOf } from '@/scan/progress'
import { Page } from '@/ui/page'
import { Skeleton } from '@/ui/states'
import { Tabs } from '@/ui/tabs'

const PARTS: Record<AdminTab, ComponentType> = {
  overview: lazyPart(() => import('@/admin/overview')),
  scan: lazyPart(() => import('@/admin/scans')),
  unreadable: lazyPart(() => import('@/admin/unreadable')),
  jobs: lazyPart(() => import('@/admin/jobs')),
  users: lazyPart(() => import('@/admin/users')),
  invites: lazyPart(() => import('@/admin/invites')),
  artwork: lazyPart(() => import('@/admin/artwork')),
  models: lazyPart(() => import('@/admin/models')),
  settings: lazyPart(() => import('@/admin/settings')),
}

/** For those who look after the installation. */
export default function Admin() {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/admin' })
  const tab = tabOf(useSearch({ from: '/inside/admin' }).tab)
  useLiveStatus()
  const { data: status } = useQuery(statusQuery)
  const course = status && courseOf(status)
  const notes: Partial<Record<AdminTab, string>> = {
    scan: course && !course.finished && course.listening.all > 0 ? '…' : undefined,
    unreadable: course?.failed ? count(course.failed) : undefined,
  }
  const Part = PARTS[tab]
  return (
    <Page title={t('nav.admin')}>
      <Tabs
        label={t('nav.admin')}
        tabs={TABS.map((id) => ({ id, label: t(`admin.tab.${id}`), note: notes[id] }))}
        chosen={tab}
        onChoose={(to) => void navigate({ search: { tab: to } })}
      >
        <Suspense fallback={<Skeleton className="h-72 rounded-3xl" />}>
          <Part />
        </Suspense>
      </Tabs>
    </Page>
  )
}

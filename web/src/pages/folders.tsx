import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { FolderOpen, PanelLeft, Play } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, api } from '@/api/client'
import { subFoldersQuery } from '@/api/lists'
import { cn } from '@/lib/cn'
import { usePreferences } from '@/lib/preferences'
import type { Widths } from '@/lib/widths'
import { Crumbs } from '@/library/crumbs'
import { FolderTree } from '@/library/folder-tree'
import { SubFolders } from '@/library/sub-folders'
import { useControls } from '@/player/context'
import { useScroller } from '@/shell/scroller'
import type { Order } from '@/tracks/orders'
import { TrackTable } from '@/tracks/track-table'
import { TrackTableSkeleton } from '@/tracks/track-table-skeleton'
import { useTrackWindow } from '@/tracks/use-track-window'
import { Button, IconButton } from '@/ui/button'
import { Divider } from '@/ui/divider'
import { Page } from '@/ui/page'
import { Empty, Fault } from '@/ui/states'
import { toast } from '@/ui/toast'

/** Of the tree. */
const WIDTHS: Widths = { least: 180, most: 560, usual: 272 }

/** The library as its files lie: a tree, and what is in a folder. */
export default function Folders() {
  const { t } = useTranslation()
  const { path = '' } = useSearch({ from: '/inside/folders' })
  const controls = useControls()
  const { folderTree, folderTreeWidth, set } = usePreferences()
  const folders = useQuery(subFoldersQuery(path))
  const parts = path ? path.split('/') : []

  const playAll = async () => {
    try {
      const query = { within: path || undefined, sort: 'path', limit: 500 } as const
      const found = await answered(api.GET('/api/v1/tracks', { params: { query } }))
      controls.playSongs(found.items, 0, `folder:${path}`)
    } catch (problem) {
      toast.fault(problem)
    }
  }

  return (
    <Page
      title={parts.at(-1) ?? t('nav.folders')}
      note={<Crumbs parts={parts} />}
      actions={
        <>
          <IconButton
            label={t('library.tree')}
            aria-pressed={folderTree}
            onClick={() => set({ folderTree: !folderTree })}
            className={cn('hidden lg:inline-flex', folderTree && 'text-accent')}
          >
            <PanelLeft className="size-5" aria-hidden />
          </IconButton>
          <Button look="solid" onClick={playAll}>
            <Play className="size-4 fill-current" aria-hidden />
            {t('action.playAll')}
          </Button>
        </>
      }
    >
      <div className="lg:flex">
        {folderTree && (
          <div
            className="sticky top-2 hidden h-[calc(100dvh-16rem)] min-h-64 shrink-0 lg:flex"
            style={{ width: `min(${folderTreeWidth}px, 45%)` }}
          >
            <FolderTree id="tree" current={path} className="min-w-0 flex-1" />
            <Divider
              label={t('library.treeWidth')}
              controls="tree"
              width={folderTreeWidth}
              widths={WIDTHS}
              onWidth={(width) => set({ folderTreeWidth: width })}
            />
          </div>
        )}
        <div className={cn('min-w-0 flex-1', folderTree && 'lg:pl-4')}>
          {folders.isError && !folders.data ? (
            <Fault error={folders.error} retry={folders.refetch} />
          ) : (
            <>
              {folders.data && <SubFolders key={path} folders={folders.data} />}
              <FolderTracks key={`tracks of ${path}`} path={path} alone={folders.data?.length === 0} />
            </>
          )}
        </div>
      </div>
    </Page>
  )
}

/** The tracks directly in a folder; `alone` when no folder is in it. */
function FolderTracks({ path, alone }: { path: string; alone: boolean }) {
  const { t } = useTranslation()
  const scroller = useScroller()
  const [order, setOrder] = useState<{ sort: Order; reverse: boolean }>({ sort: 'path', reverse: false })
  const { rows, first, onSight, onNeed } = useTrackWindow({ folder: path }, order)
  if (first.isPending) return <TrackTableSkeleton rows={10} />
  if (first.isError && !first.data) return <Fault error={first.error} retry={first.refetch} />
  if (rows.length === 0 && !first.isPlaceholderData)
    return alone ? <Empty icon={FolderOpen} title={t('library.emptyFolder')} /> : null
  return (
    <TrackTable
      rows={rows}
      context={`folder:${path}`}
      scroller={scroller}
      onSight={onSight}
      onNeed={onNeed}
      sorting={{ order: order.sort, reverse: order.reverse, onSort: (sort, reverse) => setOrder({ sort, reverse }) }}
    />
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { ChevronRight, Folder, FolderOpen, Play } from 'lucide-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { answered, api } from '@/api/client'
import { folderQuery } from '@/api/lists'
import { FolderTree } from '@/library/folder-tree'
import { rowsOf } from '@/library/rows'
import { useControls } from '@/player/context'
import { useScroller } from '@/shell/scroller'
import { TrackTable } from '@/tracks/track-table'
import { Button } from '@/ui/button'
import { List } from '@/ui/list'
import { Page } from '@/ui/page'
import { Empty } from '@/ui/states'
import { toast } from '@/ui/toast'

/** The library as its files lie: a tree, and what is in a folder. */
export default function Folders() {
  const { t } = useTranslation()
  const { path = '' } = useSearch({ from: '/inside/folders' })
  const controls = useControls()
  const scroller = useScroller()
  const query = useInfiniteQuery(folderQuery(path))
  const folders = query.data?.pages[0]?.folders ?? []
  const parts = path ? path.split('/') : []

  const playAll = async () => {
    try {
      const found = await answered(
        api.GET('/api/v1/tracks', { params: { query: { within: path, sort: 'path', limit: 500 } } }),
      )
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
        <Button look="solid" onClick={playAll}>
          <Play className="size-4 fill-current" aria-hidden />
          {t('action.playAll')}
        </Button>
      }
    >
      <div className="grid gap-8 xl:grid-cols-[17rem_minmax(0,1fr)]">
        <div className="hidden xl:block">
          <FolderTree current={path} />
        </div>
        <div className="min-w-0">
          {folders.length > 0 && (
            <ul className="mb-6 grid grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] gap-2">
              {folders.map((folder) => (
                <li key={folder.path}>
                  <Link
                    to="/folders"
                    search={{ path: folder.path }}
                    className="flex items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 hover:bg-raised"
                  >
                    <Folder className="size-5 shrink-0 text-accent" aria-hidden />
                    <span className="min-w-0 flex-1 truncate font-medium">{folder.name}</span>
                    <span className="tabular text-faint text-sm">{folder.tracks}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
          <List
            query={query}
            empty={folders.length ? null : <Empty icon={FolderOpen} title={t('library.emptyFolder')} />}
          >
            {(tracks, more, hasMore) => (
              <TrackTable
                rows={rowsOf(tracks)}
                context={`folder:${path}`}
                scroller={scroller}
                more={more}
                hasMore={hasMore}
              />
            )}
          </List>
        </div>
      </div>
    </Page>
  )
}

function Crumbs({ parts }: { parts: string[] }) {
  const { t } = useTranslation()
  return (
    <span className="flex flex-wrap items-center gap-1">
      <Link to="/folders" search={{}} className="hover:text-ink hover:underline">
        {t('nav.library')}
      </Link>
      {parts.slice(0, -1).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a folder may be called as one above it
        <Fragment key={index}>
          <ChevronRight className="size-4" aria-hidden />
          <Link
            to="/folders"
            search={{ path: parts.slice(0, index + 1).join('/') }}
            className="hover:text-ink hover:underline"
          >
            {part}
          </Link>
        </Fragment>
      ))}
    </span>
  )
}

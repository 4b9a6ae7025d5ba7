import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight, Folder } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { folderQuery } from '@/api/lists'
import { cn } from '@/lib/cn'

/** Folders within folders, each read when it is opened. */
export function FolderTree({ current }: { current: string }) {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('nav.folders')} className="sticky top-2 max-h-[75dvh] overflow-y-auto pr-2">
      <Branch path="" current={current} />
    </nav>
  )
}

function Branch({ path, current }: { path: string; current: string }) {
  const { data } = useInfiniteQuery(folderQuery(path))
  const folders = data?.pages[0]?.folders ?? []
  return (
    <ul className={cn(path && 'ml-4 border-line border-l pl-1')}>
      {folders.map((folder) => (
        <Twig key={folder.path} name={folder.name} path={folder.path} current={current} />
      ))}
    </ul>
  )
}

function Twig({ name, path, current }: { name: string; path: string; current: string }) {
  const { t } = useTranslation()
  const within = current === path || current.startsWith(`${path}/`)
  const [toggled, setToggled] = useState<boolean | null>(null)
  const open = toggled ?? within
  return (
    <li>
      <div className="flex items-center">
        <button
          type="button"
          aria-expanded={open}
          aria-label={`${t('action.open')}: ${name}`}
          onClick={() => setToggled(!open)}
          className="grid size-7 shrink-0 place-items-center rounded-md text-faint hover:text-ink"
        >
          <ChevronRight className={cn('size-4 transition-transform', open && 'rotate-90')} aria-hidden />
        </button>
        <Link
          to="/folders"
          search={{ path }}
          aria-current={current === path ? 'page' : undefined}
          className={cn(
            'flex min-w-0 flex-1 items-center gap-2 rounded-lg px-2 py-1 text-soft text-sm hover:bg-raised hover:text-ink',
            current === path && 'bg-wash text-accent-strong',
          )}
        >
          <Folder className="size-4 shrink-0" aria-hidden />
          <span className="truncate">{name}</span>
        </Link>
      </div>
      {open && <Branch path={path} current={current} />}
    </li>
  )
}

import { Link } from '@tanstack/react-router'
import { Folder } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import { count } from '@/lib/format'
import { Button } from '@/ui/button'

const MANY = 60

/** The folders in a folder; of very many, some at first. */
export function SubFolders({ folders }: { folders: readonly Schemas['SubFolder'][] }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  if (folders.length === 0) return null
  return (
    <div className="mb-6">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(14rem,100%),1fr))] gap-2">
        {(all ? folders : folders.slice(0, MANY)).map((folder) => (
          <li key={folder.path}>
            <Link
              to="/folders"
              search={{ path: folder.path }}
              className="flex min-h-12 items-center gap-3 rounded-xl border border-line bg-surface px-4 py-2.5 hover:bg-raised"
            >
              <Folder className="size-5 shrink-0 text-accent" aria-hidden />
              <span className="min-w-0 flex-1 truncate font-medium">{folder.name}</span>
              <span className="tabular text-faint text-sm">{count(folder.tracks)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {!all && folders.length > MANY && (
        <Button look="ghost" className="mt-3" onClick={() => setAll(true)}>
          {t('library.allFolders', { count: folders.length })}
        </Button>
      )}
    </div>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ArrowUp, ChevronRight, Folder, Music } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverFolderQuery, statusQuery, useChooseFolder } from '@/api/operating'
import { count } from '@/lib/format'
import { Button, IconButton } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'
import { Skeleton } from '@/ui/states'

/** Walks through the server's folders, and takes one of them as the library. */
export function FolderBrowser({ onClose }: { onClose(chosen: boolean): void }) {
  const { t } = useTranslation()
  const [path, setPath] = useState('')
  const [typed, setTyped] = useState<string | null>(null)
  const query = useQuery({ ...serverFolderQuery(path), placeholderData: keepPreviousData, retry: false })
  const { data: status } = useQuery(statusQuery)
  const choose = useChooseFolder()
  const folder = query.data
  const here = query.isError ? undefined : folder?.path
  // an answer that comes late takes nothing back that was typed meanwhile
  const text = typed ?? (query.isPlaceholderData ? path : (here ?? path))

  const walk = (to: string) => {
    setPath(to)
    setTyped(null)
  }
  const go = (event: FormEvent) => {
    event.preventDefault()
    walk(text)
  }

  return (
    <Dialog
      open
      onOpenChange={() => onClose(false)}
      title={t('wizard.browse')}
      description={t('wizard.browseNote')}
      className="w-[min(38rem,calc(100vw-2rem))]"
    >
      <form onSubmit={go} className="flex items-end gap-2">
        <Field
          className="min-w-0 flex-1"
          label={t('wizard.path')}
          value={text}
          onChange={(event) => setTyped(event.target.value)}
          fault={choose.error?.message ?? query.error?.message}
          autoCapitalize="none"
          spellCheck={false}
        />
        <IconButton
          label={t('wizard.up')}
          size="md"
          look="plain"
          className="mb-0.5"
          disabled={!folder?.parent}
          onClick={() => folder?.parent && walk(folder.parent)}
        >
          <ArrowUp className="size-4" aria-hidden />
        </IconButton>
      </form>
      {folder && folder.usual.length > 0 && (
        <div className="mt-3 flex flex-wrap gap-2">
          {folder.usual.map((usual) => (
            <Button key={usual} size="sm" onClick={() => walk(usual)}>
              {usual}
            </Button>
          ))}
        </div>
      )}
      <ul
        aria-label={t('wizard.folders')}
        aria-busy={query.isFetching}
        className="mt-4 h-64 overflow-y-auto rounded-2xl border border-line p-1.5"
      >
        {!folder && [0, 1, 2].map((row) => <Skeleton key={row} className="m-1 h-9" />)}
        {folder?.folders.map((inside) => (
          <li key={inside.path}>
            <button
              type="button"
              onClick={() => walk(inside.path)}
              className="flex min-h-11 w-full items-center gap-3 rounded-xl px-3 py-2 text-left outline-offset-[-2px] hover:bg-raised"
            >
              <Folder className="size-4 shrink-0 text-faint" aria-hidden />
              <span className="min-w-0 flex-1 truncate">{inside.name}</span>
              <ChevronRight className="size-4 shrink-0 text-faint" aria-hidden />
            </button>
          </li>
        ))}
        {folder?.folders.length === 0 && <li className="px-3 py-3 text-faint">{t('wizard.noFolders')}</li>}
      </ul>
      {status && status.counts.present > 0 && <p className="mt-4 text-faint text-sm">{t('wizard.leaves')}</p>}
      <div className="mt-4 flex flex-wrap items-center justify-between gap-3">
        <p aria-live="polite" className="flex items-center gap-2 text-faint text-sm">
          <Music className="size-4" aria-hidden />
          {t('wizard.directly', { count: folder?.files ?? 0, shown: count(folder?.files ?? 0) })}
        </p>
        <div className="ml-auto flex gap-2">
          <Button look="ghost" onClick={() => onClose(false)}>
            {t('action.cancel')}
          </Button>
          <Button
            look="solid"
            disabled={!here || folder?.parent === null || query.isFetching || choose.isPending}
            onClick={() => here && choose.mutate(here, { onSuccess: () => onClose(true) })}
          >
            {t('wizard.use')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

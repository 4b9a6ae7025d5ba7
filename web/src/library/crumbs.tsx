import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'

/** The folders that a folder lies in, each a way back. */
export function Crumbs({ parts }: { parts: string[] }) {
  const { t } = useTranslation()
  return (
    <span className="flex flex-wrap items-center gap-x-1">
      <Link
        to="/folders"
        search={{}}
        className="inline-flex items-center hover:text-ink hover:underline pointer-coarse:min-h-11"
      >
        {t('nav.library')}
      </Link>
      {parts.slice(0, -1).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a folder may be called as one above it
        <Fragment key={index}>
          <ChevronRight className="size-4" aria-hidden />
          <Link
            to="/folders"
            search={{ path: parts.slice(0, index + 1).join('/') }}
            className="inline-flex items-center hover:text-ink hover:underline pointer-coarse:min-h-11"
          >
            {part}
          </Link>
        </Fragment>
      ))}
    </span>
  )
}

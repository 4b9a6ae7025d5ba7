import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '@/ui/button'

interface PanelProps {
  title: string
  actions?: ReactNode
  /** Absent where there is nothing beside it. */
  onClose?(): void
  children: ReactNode
}

/** A list beside the map; on narrow screens below it. */
export function Panel({ title, actions, onClose, children }: PanelProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <aside
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose?.()
      }}
      className="flex h-[46%] min-h-0 w-full shrink-0 flex-col border-line border-t bg-surface lg:h-full lg:w-88 lg:border-t-0 lg:border-l"
    >
      <div className="flex items-center gap-2 py-2 pr-2 pl-4">
        <h2 ref={heading} tabIndex={-1} className="flex-1 truncate font-semibold outline-none">
          {title}
        </h2>
        {onClose && (
          <IconButton label={t('action.close')} onClick={onClose}>
            <X className="size-4" aria-hidden />
          </IconButton>
        )}
      </div>
      {actions && <div className="flex flex-wrap gap-2 px-4 pb-3">{actions}</div>}
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">{children}</div>
    </aside>
  )
}

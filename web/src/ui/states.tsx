import { CloudOff, type LucideIcon, RotateCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/problem'
import { cn } from '@/lib/cn'
import { Button } from './button'

interface EmptyProps {
  icon: LucideIcon
  title: string
  children?: ReactNode
  action?: ReactNode
  /** The page's own heading where it has no other. */
  heading?: 'h1' | 'h2'
}

/** Nothing is here, why, and what to do about it. */
export function Empty({ icon: Icon, title, children, action, heading: Heading = 'h2' }: EmptyProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center">
      <div className="mb-5 grid size-16 place-items-center rounded-3xl bg-wash text-accent">
        <Icon className="size-7" aria-hidden />
      </div>
      <Heading className="font-semibold text-lg tracking-tight">{title}</Heading>
      {children && <div className="mt-2 text-faint">{children}</div>}
      {action && <div className="mt-6">{action}</div>}
    </div>
  )
}

interface FaultProps {
  error: unknown
  retry?: () => void
  /** As of Empty. */
  heading?: 'h1' | 'h2'
}

/** What went wrong, in the server's words, and another try. */
export function Fault({ error, retry, heading }: FaultProps) {
  const { t } = useTranslation()
  const offline = error instanceof Problem && error.offline
  return (
    <div role="alert">
      <Empty
        icon={offline ? CloudOff : TriangleAlert}
        heading={heading}
        title={t(offline ? 'fault.offline' : 'fault.title')}
        action={
          retry && (
            <Button onClick={retry}>
              <RotateCw className="size-4" aria-hidden />
              {t('action.retry')}
            </Button>
          )
        }
      >
        {offline ? t('fault.offlineHint') : error instanceof Error ? error.message : String(error)}
      </Empty>
    </div>
  )
}

/** The grey shape of something that is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('animate-pulse rounded-lg bg-raised', className)} />
}

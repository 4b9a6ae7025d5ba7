import { Lasso, List, LocateFixed, Minus, Plus, Scan, Spline } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { IconButton } from '@/ui/button'
import type { Scene } from './scene'

const STEP = 1.7

interface ToolsProps {
  scene: Scene
  lassoing: boolean
  onLasso(on: boolean): void
  /** Whether the view follows what plays; null when nothing on the map does. */
  following: boolean | null
  onFollow(on: boolean): void
  /** Whether what is queued is drawn; null when there is nothing to draw. */
  line: boolean | null
  onLine(on: boolean): void
  listed: boolean
  onList(on: boolean): void
}

/** What one does with a map: nearer, farther, all of it, a lasso, where the music is, the list. */
export function Tools({ scene, ...on }: ToolsProps) {
  const { t } = useTranslation()
  return (
    <div role="toolbar" aria-label={t('map.tools')} aria-orientation="vertical" className="flex flex-col gap-2">
      <Group>
        <Tool label={t('map.nearer')} shortcut="+" onClick={() => scene.zoomBy(STEP)}>
          <Plus className="size-5" aria-hidden />
        </Tool>
        <Tool label={t('map.farther')} shortcut="-" onClick={() => scene.zoomBy(1 / STEP)}>
          <Minus className="size-5" aria-hidden />
        </Tool>
        <Tool label={t('map.whole')} shortcut="0" onClick={() => scene.fit()}>
          <Scan className="size-5" aria-hidden />
        </Tool>
      </Group>
      <Group>
        <Tool
          label={t('map.lasso')}
          shortcut={t('map.lassoKeys')}
          pressed={on.lassoing}
          onClick={() => on.onLasso(!on.lassoing)}
        >
          <Lasso className="size-5" aria-hidden />
        </Tool>
        <Tool label={t('map.list')} pressed={on.listed} onClick={() => on.onList(!on.listed)}>
          <List className="size-5" aria-hidden />
        </Tool>
      </Group>
      {(on.following !== null || on.line !== null) && (
        <Group>
          {on.following !== null && (
            <Tool label={t('map.follow')} pressed={on.following} onClick={() => on.onFollow(!on.following)}>
              <LocateFixed className="size-5" aria-hidden />
            </Tool>
          )}
          {on.line !== null && (
            <Tool label={t('map.line')} pressed={on.line} onClick={() => on.onLine(!on.line)}>
              <Spline className="size-5" aria-hidden />
            </Tool>
          )}
        </Group>
      )}
    </div>
  )
}

function Group({ children }: { children: ReactNode }) {
  return (
    <div className="pointer-events-auto flex flex-col overflow-hidden rounded-2xl border border-line bg-surface/90 backdrop-blur-sm">
      {children}
    </div>
  )
}

interface ToolProps {
  label: string
  shortcut?: string
  pressed?: boolean
  onClick(): void
  children: ReactNode
}

function Tool({ label, shortcut, pressed, onClick, children }: ToolProps) {
  return (
    <IconButton
      label={label}
      shortcut={shortcut}
      aria-pressed={pressed}
      onClick={onClick}
      className={cn('size-11 rounded-none outline-offset-[-3px]', pressed && 'bg-wash text-accent-strong')}
    >
      {children}
    </IconButton>
  )
}

import { useQueries } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronRight, Folder, FolderOpen } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { subFoldersQuery } from '@/api/lists'
import { cn } from '@/lib/cn'
import { count } from '@/lib/format'
import { Skeleton } from '@/ui/states'
import { type FolderNode, foldersAbove, moved, visibleNodes } from './folder-nodes'

const ROW = 34

/** Folders within folders, each read when it is opened; walked by arrow keys. */
export function FolderTree({ id, current, className }: { id: string; current: string; className?: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const box = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(foldersAbove(current)))
  const [active, setActive] = useState(current)
  const { nodes, waiting } = useNodes(open)
  const at = Math.max(
    0,
    nodes.findIndex((node) => node.path === active),
  )

  useEffect(() => {
    setOpen((before) => new Set([...before, ...foldersAbove(current)]))
    setActive(current)
  }, [current])

  const virtual = useVirtualizer({
    count: nodes.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 10,
  })

  const toggle = (path: string, opened: boolean) =>
    setOpen((before) => new Set(opened ? [...before, path] : [...before].filter((one) => one !== path)))
  const show = (path: string) => navigate({ to: '/folders', search: { path: path || undefined } })

  const onKeyDown = (event: KeyboardEvent) => {
    const node = nodes[at]
    const move = moved(nodes, at, event.key)
    if (move && 'to' in move) {
      setActive(nodes[move.to]?.path ?? '')
      virtual.scrollToIndex(move.to)
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-place="${move.to}"]`)?.focus())
    } else if (move && 'open' in move) toggle(move.open, true)
    else if (move) toggle(move.close, false)
    else if ((event.key === 'Enter' || event.key === ' ') && node) void show(node.path)
    else if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      ref={box}
      id={id}
      role="tree"
      aria-label={t('nav.folders')}
      aria-busy={waiting}
      onKeyDown={onKeyDown}
      className={cn('overflow-y-auto', className)}
    >
      {nodes.length === 0 && waiting && <Skeleton className="h-60" />}
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const node = nodes[index]
          return (
            node && (
              <Twig
                key={node.path}
                node={node}
                place={index}
                top={start}
                current={node.path === current}
                reachable={index === at}
                onToggle={() => toggle(node.path, !node.open)}
                onShow={() => show(node.path)}
              />
            )
          )
        })}
      </div>
    </div>
  )
}

interface TwigProps {
  node: FolderNode
  place: number
  top: number
  current: boolean
  reachable: boolean
  onToggle(): void
  onShow(): void
}

function Twig({ node, place, top, current, reachable, onToggle, onShow }: TwigProps) {
  const Icon = node.open ? FolderOpen : Folder
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree answers to keys
    <div
      role="treeitem"
      aria-level={node.level}
      aria-expanded={node.leaf ? undefined : node.open}
      aria-selected={current}
      aria-label={node.name}
      data-place={place}
      tabIndex={reachable ? 0 : -1}
      onClick={onShow}
      onDoubleClick={onToggle}
      className={cn(
        'group absolute inset-x-0 flex cursor-pointer items-center rounded-lg pr-2 text-soft text-sm outline-offset-[-2px] hover:bg-raised hover:text-ink',
        current && 'bg-wash text-accent-strong hover:bg-wash hover:text-accent-strong',
      )}
      style={{ height: ROW, transform: `translateY(${top}px)`, paddingLeft: (node.level - 1) * 14 }}
    >
      <span
        aria-hidden
        onClick={(event) => {
          event.stopPropagation()
          if (!node.leaf) onToggle()
        }}
        className={cn('grid size-7 shrink-0 place-items-center text-faint hover:text-ink', node.leaf && 'invisible')}
      >
        <ChevronRight className={cn('size-4 transition-transform', node.open && 'rotate-90')} />
      </span>
      <Icon className="mr-2 size-4 shrink-0" aria-hidden />
      <span className="flex-1 truncate" aria-hidden>
        {node.name}
      </span>
      <span className="tabular ml-2 text-faint text-xs" aria-hidden>
        {count(node.tracks)}
      </span>
    </div>
  )
}

/** The folders that are to be seen; those that are opened are read. */
function useNodes(open: ReadonlySet<string>): { nodes: FolderNode[]; waiting: boolean } {
  const paths = useMemo(() => ['', ...open], [open])
  const { found, waiting } = useQueries({
    queries: paths.map(subFoldersQuery),
    combine: (results) => ({
      found: results.map((result) => result.data),
      waiting: results.some((result) => result.isPending),
    }),
  })
  const nodes = useMemo(() => {
    const byPath = new Map(paths.map((path, index) => [path, found[index]]))
    return visibleNodes((path) => byPath.get(path), open)
  }, [paths, found, open])
  return { nodes, waiting }
}

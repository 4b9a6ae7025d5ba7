/** A folder as it stands in the tree. */
export interface FolderNode {
  readonly path: string
  readonly name: string
  readonly tracks: number
  /** 1 at the top. */
  readonly level: number
  readonly open: boolean
  /** Known to have no folder in it. */
  readonly leaf: boolean
}

interface SubFolder {
  readonly path: string
  readonly name: string
  readonly tracks: number
}

type Children = (path: string) => readonly SubFolder[] | undefined

/** The folders that are to be seen, from the top down: those in an open one stand below it. */
export function visibleNodes(children: Children, open: ReadonlySet<string>, path = '', level = 1): FolderNode[] {
  return (children(path) ?? []).flatMap((folder) => {
    const below = children(folder.path)
    const leaf = below?.length === 0
    const opened = open.has(folder.path) && !leaf
    const node = { path: folder.path, name: folder.name, tracks: folder.tracks, level, open: opened, leaf }
    return opened ? [node, ...visibleNodes(children, open, folder.path, level + 1)] : [node]
  })
}

/** "a/b/c" lies in "a" and in "a/b". */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/')
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

export type Move = { to: number } | { open: string } | { close: string } | null

/** What a key does in a tree, `at` being where one is. */
export function moved(nodes: readonly FolderNode[], at: number, key: string): Move {
  const node = nodes[at]
  if (!node) return null
  const within = (index: number) => ({ to: Math.max(0, Math.min(nodes.length - 1, index)) })
  if (key === 'ArrowDown') return within(at + 1)
  if (key === 'ArrowUp') return within(at - 1)
  if (key === 'Home') return within(0)
  if (key === 'End') return within(nodes.length - 1)
  if (key === 'ArrowRight') return node.open ? within(at + 1) : node.leaf ? null : { open: node.path }
  if (key !== 'ArrowLeft') return null
  if (node.open) return { close: node.path }
  const parent = nodes.findLastIndex((other, index) => index < at && other.level < node.level)
  return parent < 0 ? null : within(parent)
}

import type { Rolldown } from 'vite'

/** Packages of which one file names everything, though of most nothing is needed at the start. */
const BARRELS = /\/node_modules\/(?:lucide-react|radix-ui)\//

type Graph = { getModuleInfo(id: string): Rolldown.ModuleInfo | null }

/**
 * Names one chunk for all that `entry` imports, directly or not, whoever else imports it: one large file packs better
 * than crumbs do, and is asked for at once.
 */
export function together(name: string, entry: RegExp) {
  let needed: Set<string> | null = null
  return (id: string, graph: Graph): string | null => {
    needed ??= importedBy(above(id, entry, graph), graph)
    return needed.has(id) ? name : null
  }
}

/** The entry above a module. */
function above(id: string, entry: RegExp, graph: Graph): string {
  const importers = (one: string) => {
    const info = graph.getModuleInfo(one)
    return [...(info?.importers ?? []), ...(info?.dynamicImporters ?? [])]
  }
  const found = [...reached([id], importers)].find((one) => entry.test(one))
  if (found === undefined) throw new Error(`Nothing that ${id} belongs to is called ${entry}.`)
  return found
}

function importedBy(entry: string, graph: Graph): Set<string> {
  const imported = (one: string) => (graph.getModuleInfo(one)?.importedIds ?? []).filter((id) => !BARRELS.test(id))
  return reached(imported(entry), imported)
}

function reached(start: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const found = new Set(start)
  for (const one of found) for (const other of next(one)) found.add(other)
  return found
}

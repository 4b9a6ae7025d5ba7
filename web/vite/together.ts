import type { Rolldown } from 'vite'

/** Packages of which one file names everything, though of most nothing is needed at the start. */
const BARRELS = /\/node_modules\/(?:lucide-react|radix-ui)\//

const ICON = /\/lucide-react\/.*\/icons\/(.+)\.m?js$/
const ICONS_NEED = /\/lucide-react\/.*\/esm\/(?!lucide-react\.|icons\/)/
const ICONS_NAMED = /^import \{([^}]+)\} from ["']lucide-react["']/gm

interface Graph {
  getModuleInfo(id: string): Rolldown.ModuleInfo | null
}

/**
 * Names one chunk for all that `entries` import, directly or not, whoever else imports it, icons too: one large file
 * packs better than crumbs do, and is asked for at once.
 */
export function together(name: string, entries: RegExp) {
  let needed: (id: string) => boolean
  return (id: string, graph: Graph): string | null => {
    needed ??= neededBy(entries, id, graph)
    return needed(id) ? name : null
  }
}

function neededBy(entries: RegExp, anywhere: string, graph: Graph): (id: string) => boolean {
  const info = (id: string) => graph.getModuleInfo(id)
  const around = (id: string) => {
    const one = info(id)
    return one ? [...one.importers, ...one.dynamicImporters, ...one.importedIds, ...one.dynamicallyImportedIds] : []
  }
  const found = [...reached([anywhere], around)].filter((id) => entries.test(id))
  if (!found.length) throw new Error(`No module is called ${entries}.`)
  const imported = (id: string) => (info(id)?.importedIds ?? []).filter((one) => !BARRELS.test(one))
  const modules = reached(found.flatMap(imported), imported)
  const icons = new Set([...found, ...modules].flatMap((id) => iconsIn(info(id)?.code ?? '')))
  return (id) => modules.has(id) || icons.has(id.match(ICON)?.[1] ?? '') || (icons.size > 0 && ICONS_NEED.test(id))
}

/** The files of the icons that a module names: "list-music" for ListMusic. */
function iconsIn(code: string): string[] {
  const names = [...code.matchAll(ICONS_NAMED)].flatMap(([, list]) => list?.match(/\b[A-Z]\w+/g) ?? [])
  return names.map((name) => name.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[a-zA-Z])(?=\d)/g, '-').toLowerCase())
}

function reached(start: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const found = new Set(start)
  for (const one of found) for (const other of next(one)) found.add(other)
  return found
}

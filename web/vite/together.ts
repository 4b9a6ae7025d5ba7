import type { Rolldown } from 'vite'

/** Packages of which one file names everything, though of most nothing is needed at the start. */
const BARRELS = /\/node_modules\/(?:lucide-react|radix-ui)\//

const ICONS_USED = /^import \{([^}]+)\} from ["']lucide-react["']/gm
const ICONS_THERE = /^export \{([^}]+)\} from ["']\.\/(icons\/[^"']+)["']/gm
const ICONS_LIST = /\/esm\/lucide-react\.m?js$/
const ICONS_NEED = /\/lucide-react\/.*\/esm\/(?!lucide-react\.|icons\/)/

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
  const everything = [...reached([anywhere], around)]
  const found = everything.filter((id) => entries.test(id))
  if (!found.length) throw new Error(`No module is called ${entries}.`)
  const imported = (id: string) => (info(id)?.importedIds ?? []).filter((one) => !BARRELS.test(one))
  const modules = reached([...found, ...found.flatMap(imported)], imported)
  const code = (id: string | undefined) => (id && info(id)?.code) || ''
  const icons = iconsOf([...modules].map(code), code(everything.find((id) => ICONS_LIST.test(id))))
  for (const entry of found) modules.delete(entry)
  return (id) =>
    modules.has(id) || (icons.length > 0 && (ICONS_NEED.test(id) || icons.some((icon) => id.endsWith(icon))))
}

/** The files of the icons that modules name, as the package's list of all tells them: several have more than one name. */
function iconsOf(modules: readonly string[], list: string): string[] {
  const names = (part = '') => part.match(/\b[A-Z]\w+/g) ?? []
  const used = new Set(modules.flatMap((code) => [...code.matchAll(ICONS_USED)].flatMap(([, part]) => names(part))))
  const there = [...list.matchAll(ICONS_THERE)].map(([, part, file]) => ({ part, file }))
  return there.filter(({ part }) => names(part).some((name) => used.has(name))).map(({ file }) => `/${file}`)
}

function reached(start: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const found = new Set(start)
  for (const one of found) for (const other of next(one)) found.add(other)
  return found
}

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/
const LICENCE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i
const RULE = `\n\n${'-'.repeat(80)}\n\n`

/** Gathers the licences of all packages of which something is in the build, fonts too, into one file of it. */
export function licences(fileName: string): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle(_, bundle) {
      const folders = Object.values(bundle)
        .flatMap(sources)
        .map((id) => resolve(id).match(PACKAGE)?.[0])
      const found = [...new Set(folders)].filter((folder) => folder !== undefined)
      const source = found.map(licenceOf).sort().join(RULE)
      this.emitFile({ type: 'asset', fileName, source: `${source}\n` })
    },
  }
}

/** The files of which something is in a part of the build. */
function sources(part: Rolldown.OutputAsset | Rolldown.OutputChunk): string[] {
  if (part.type === 'asset') return part.originalFileNames
  const rendered = Object.entries(part.modules).filter(([, module]) => module.renderedLength > 0)
  return rendered.map(([id]) => id.replace(/^\0/, ''))
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const files = readdirSync(folder).filter((file) => LICENCE.test(file))
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return [`${name} ${version} (${license})`, ...texts].join('\n\n')
}

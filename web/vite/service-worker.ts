import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** What an offline shell is made of; letters of other scripts are kept when they are first needed. */
const SHELL = /^assets\/(?!.*-(?:cyrillic|greek|vietnamese)).*\.(?:js|css|woff2)$/
const BESIDE = ['/', '/theme.js', '/icon.svg', '/manifest.webmanifest']

/** Writes /sw.js: the service worker of `source`, told what this build consists of and what its version is. */
export function serviceWorker(source: string): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => SHELL.test(name))
      const shell = [...BESIDE, ...files.sort().map((name) => `/${name}`)]
      const code = readFileSync(source, 'utf8')
      const version = createHash('sha256').update(code).update(shell.join()).digest('hex').slice(0, 12)
      const told = `const VERSION = ${JSON.stringify(version)}\nconst SHELL = ${JSON.stringify(shell)}\n`
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: told + code })
    },
  }
}

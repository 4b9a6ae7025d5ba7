import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const WORTH_IT = /\.(?:css|html|js|json|svg|txt|webmanifest)$/
const SMALLEST = 512

const pack = {
  '.br': (content: Buffer) =>
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
  '.gz': (content: Buffer) => promisify(gzip)(content, { level: 9 }),
}

/** Puts a Brotli and a gzip copy beside each text of a build, for a server that only has to choose. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle: async ({ dir = '' }) => {
      const files = await readdir(dir, { recursive: true, withFileTypes: true })
      const texts = files.filter((file) => file.isFile() && WORTH_IT.test(file.name))
      await Promise.all(texts.map((file) => packed(join(file.parentPath, file.name))))
    },
  }
}

async function packed(path: string): Promise<void> {
  const content = await readFile(path)
  if (content.length < SMALLEST) return
  await Promise.all(
    Object.entries(pack).map(async ([suffix, smaller]) => {
      const small = await smaller(content)
      if (small.length < content.length) await writeFile(path + suffix, small)
    }),
  )
}

import { expect, test } from 'vitest'
import en from './en'
import fr from './fr'

type Words = { readonly [key: string]: string | Words }

/** Every text of a language, by its whole key. */
function texts(words: Words, before = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...texts(value, `${before}${key}.`)],
    ),
  )
}

const PLURAL = /_(one|many|other)$/
const LANGUAGES = [
  ['en', texts(en), ['one', 'other']],
  ['fr', texts(fr), ['one', 'many', 'other']],
] as const
const [[, ENGLISH], [, FRENCH]] = LANGUAGES

/** What a text leaves to be filled in; numbers of singulars are often left out. */
const holes = (text: string) => [...new Set(text.match(/{{.*?}}/g) ?? [])].sort()

const those = (of: ReadonlyMap<string, string>, wrong: (text: string) => boolean) =>
  [...of].filter(([, text]) => wrong(text)).map(([key, text]) => `${key}: ${text}`)

test('both languages say the same things', () => {
  const bare = (of: ReadonlyMap<string, string>) => new Set([...of.keys()].map((key) => key.replace(PLURAL, '')))
  expect(bare(FRENCH)).toEqual(bare(ENGLISH))
})

test.each(LANGUAGES)('plurals are whole: %s', (_, of, forms) => {
  const called = [...of.keys()].filter((key) => /_(one|other)$/.test(key)).map((key) => key.replace(PLURAL, ''))
  const wanted = new Set(called.flatMap((key) => forms.map((form) => `${key}_${form}`)))
  expect([...wanted].filter((key) => !of.has(key))).toEqual([])
})

test('what is filled in is the same in both languages', () => {
  for (const [key, text] of FRENCH) {
    if (key.endsWith('_one')) continue
    expect([key, holes(text)]).toEqual([key, holes(ENGLISH.get(key.replace(/_many$/, '_other')) ?? '')])
  }
})

test('French punctuation that is set apart keeps its no-break space', () => {
  expect(those(FRENCH, (text) => /(?<!\u00a0)[;!?»]|(?<!\u00a0):(?!\/\/)|«(?!\u00a0)/.test(text))).toEqual([])
})

test.each(LANGUAGES)('quotes, apostrophes and dots are those of print: %s', (_, of) => {
  expect(those(of, (text) => /["']|\.\.\.| {2}|^\s|\s$/.test(text))).toEqual([])
})

test('French has its own quotes, and English its own', () => {
  expect(those(FRENCH, (text) => /[“”]/.test(text))).toEqual([])
  expect(those(ENGLISH, (text) => /[«»\u00a0]/.test(text))).toEqual([])
})

test('nobody is said “tu” to', () => {
  expect(those(FRENCH, (text) => /(?<![\p{L}’-])(tu|toi|tes|ton|ta|te)(?![\p{L}’])/iu.test(text))).toEqual([])
})

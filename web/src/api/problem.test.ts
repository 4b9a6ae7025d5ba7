import i18next from 'i18next'
import { afterAll, beforeAll, expect, test } from 'vitest'
import en from '@/i18n/en'
import fr from '@/i18n/fr'
import { Problem } from './problem'

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en: { translation: en }, fr: { translation: fr } } })
})
afterAll(() => void i18next.changeLanguage('en'))

const refused = (kind: string, detail: string) => new Problem(422, { type: `/problems/${kind}`, detail })

test('whoever reads English has the words of the server', async () => {
  await i18next.changeLanguage('en')
  expect(refused('forbidden', 'Only admins may.').message).toBe('Only admins may.')
  expect(refused('forbidden', '').message).toBe(en.problem.forbidden)
})

test('whoever reads French has a sentence for what happened', async () => {
  await i18next.changeLanguage('fr')
  expect(refused('forbidden', 'Only admins may.').message).toBe(fr.problem.forbidden)
  expect(refused('conflict', 'It runs.').message).toContain('It runs.')
})

test('what nobody foresaw is told as it came', async () => {
  await i18next.changeLanguage('fr')
  expect(refused('another', 'A teapot.').message).toBe('A teapot.')
  expect(new Problem(418, null).message).toBe('HTTP 418')
})

test('a server that does not answer is no refusal', async () => {
  await i18next.changeLanguage('fr')
  const problem = new Problem(0, null)
  expect(problem.message).toBe(fr.fault.offline)
  expect([problem.offline, problem.passing]).toEqual([true, true])
})

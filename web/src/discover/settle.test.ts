import { expect, test, vi } from 'vitest'
import type { SeedWish } from '@/api/discover'
import { Problem } from '@/api/problem'
import { settled } from './settle'

const seed = (id: string, weight = 1): SeedWish => ({ kind: 'words', id, weight })

/** Refuses whatever has one of these in it, and answers with what was asked. */
const server = (...bad: string[]) =>
  vi.fn(async (seeds: readonly SeedWish[]) => {
    if (seeds.some(({ id }) => bad.includes(id))) throw new Problem(422, { detail: 'no sound' })
    return seeds.map(({ id, weight }) => `${id} ${weight}`)
  })

test('what is understood is asked for once', async () => {
  const ask = server()
  expect(await settled([seed('calm'), seed('loud', -1)], ask)).toEqual({ answer: ['calm 1', 'loud -1'], misfits: [] })
  expect(ask).toHaveBeenCalledTimes(1)
})

test('one that is of no use is named, the rest is answered with its weights', async () => {
  const { answer, misfits } = await settled([seed('calm', 2), seed('zxq'), seed('loud', -1)], server('zxq'))
  expect(answer).toEqual(['calm 2', 'loud -1'])
  expect(misfits.map(({ id, reason }) => [id, reason.detail])).toEqual([['zxq', 'no sound']])
})

test('with nothing left to have more of there is no answer', async () => {
  const { answer, misfits } = await settled([seed('zxq'), seed('loud', -1)], server('zxq'))
  expect(answer).toBeNull()
  expect(misfits).toHaveLength(1)
})

test('where all are well alone, what is wrong with them together is told', async () => {
  const ask = vi.fn(async (seeds: readonly SeedWish[]) => {
    if (seeds.length > 1) throw new Problem(422, { detail: 'They cancel one another out.' })
    return []
  })
  await expect(settled([seed('a'), seed('b', -1)], ask)).rejects.toThrow()
})

test('a server that does not answer blames nobody', async () => {
  const ask = vi.fn(() => Promise.reject(new Problem(503, { detail: 'busy' })))
  await expect(settled([seed('a'), seed('b')], ask)).rejects.toBeInstanceOf(Problem)
  expect(ask).toHaveBeenCalledTimes(1)
})

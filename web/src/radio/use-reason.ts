import { useQueries } from '@tanstack/react-query'
import type { Radio, RadioTurn } from '@/api/radio'
import { similarQuery, type Why } from '@/api/similar'

type Given = RadioTurn['items'][number]

export interface Reason {
  readonly kind: 'liked' | 'finished' | 'seed'
  readonly title: string
  readonly why: Why
}

const LIKED = 3
const OTHERS = 2

/** What is asked: everything near, whoever made it. */
const WIDE = { limit: 100, per_artist: 0, per_album: 0, explain: true }

/** Which of what pleased, or of what it began with, a track of a radio sounds most like; null if like none of it. */
export function useReason(
  radio: Radio,
  plays: readonly Given[],
  current: string,
): { reason: Reason | null; first: boolean } {
  const before = plays.filter(({ track }) => track.id !== current)
  const of = (verdict: Given['verdict'], most: number) =>
    before
      .filter((one) => one.verdict === verdict)
      .slice(0, most)
      .map(({ track }) => ({ kind: verdict as 'liked' | 'finished', id: track.id, title: track.title }))
  const seeds = radio.seeds
    .filter(({ name, weight }) => name.startsWith('track:') && weight > 0)
    .slice(0, OTHERS)
    .map(({ name, label }) => ({ kind: 'seed' as const, id: name.slice('track:'.length), title: label }))
  const pleased = [...of('liked', LIKED), ...seeds, ...of('finished', OTHERS)]
  const asked = pleased.filter(({ id }, index) => id !== current && pleased.findIndex((one) => one.id === id) === index)
  const answers = useQueries({
    queries: asked.map(({ id }) => ({ ...similarQuery(id, WIDE), staleTime: 600_000 })),
  })
  const near = answers.flatMap(({ data }, index) => {
    const hit = data?.items.find(({ track }) => track.id === current)
    const from = asked[index]
    return hit?.why && from ? [{ score: hit.score, reason: { kind: from.kind, title: from.title, why: hit.why } }] : []
  })
  const best = near.sort((one, other) => other.score - one.score)[0]
  return { reason: best?.reason ?? null, first: seeds.some(({ id }) => id === current) }
}

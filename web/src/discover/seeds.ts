import type { SeedKind, SeedWish } from '@/api/discover'

/** Something on the board, and how much it counts there: 1 … 100. */
export interface Seed {
  readonly kind: SeedKind
  readonly id: string
  readonly weight: number
}

export type Side = 'more' | 'less'

export type Board = Readonly<Record<Side, readonly Seed[]>>

const USUAL = 50

/** As many as the server takes. */
const MOST = 50

const KINDS: ReadonlySet<string> = new Set<SeedKind>([
  'track',
  'album',
  'artist',
  'playlist',
  'favourites',
  'tag',
  'words',
])

/** The seeds that an address names ("track:01J…:80,tag:sad"); what makes no sense is left out. */
export function seedsOf(text: string | undefined): Seed[] {
  const seeds = (text ?? '').split(',').flatMap((part): Seed[] => {
    const [kind = '', id = '', weight = ''] = part.split(':')
    const [name, counts] = [decoded(id), Number(weight || USUAL)]
    if (!KINDS.has(kind) || name === null || (name === '' && kind !== 'favourites')) return []
    return [{ kind: kind as SeedKind, id: name, weight: counts >= 1 && counts <= 100 ? Math.round(counts) : USUAL }]
  })
  return seeds.filter((seed, index) => seeds.findIndex((one) => same(one, seed)) === index).slice(0, MOST)
}

/** The same, written; nothing for none. */
export function written(seeds: readonly Seed[]): string | undefined {
  const parts = seeds.map(({ kind, id, weight }) =>
    [kind, encodeURIComponent(id), ...(weight === USUAL ? [] : [weight])].join(':'),
  )
  return parts.join(',') || undefined
}

function same(one: Pick<Seed, 'kind' | 'id'>, other: Pick<Seed, 'kind' | 'id'>): boolean {
  return one.kind === other.kind && one.id === other.id
}

/** Put on one side; what lies on the other comes over, with its weight. */
export function put(board: Board, side: Side, seed: Pick<Seed, 'kind' | 'id'>): Board {
  const there = [...board.more, ...board.less].find((one) => same(one, seed))
  if (board[side].some((one) => same(one, seed))) return board
  const cleared = taken(board, seed)
  return { ...cleared, [side]: [...cleared[side], there ?? { kind: seed.kind, id: seed.id, weight: USUAL }] }
}

export function taken(board: Board, seed: Pick<Seed, 'kind' | 'id'>): Board {
  const stays = (one: Seed) => !same(one, seed)
  return { more: board.more.filter(stays), less: board.less.filter(stays) }
}

export function weighed(board: Board, seed: Pick<Seed, 'kind' | 'id'>, weight: number): Board {
  const change = (one: Seed) => (same(one, seed) ? { ...one, weight } : one)
  return { more: board.more.map(change), less: board.less.map(change) }
}

/** What the server is asked: only proportions matter to it, and below 0 is less. */
export function wishes(board: Board): SeedWish[] {
  return [
    ...board.more.map(({ kind, id, weight }) => ({ kind, id, weight: weight / USUAL })),
    ...board.less.map(({ kind, id, weight }) => ({ kind, id, weight: -weight / USUAL })),
  ]
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

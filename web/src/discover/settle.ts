import type { SeedWish } from '@/api/discover'
import { Problem } from '@/api/problem'

/** What cannot count, and why. */
export interface Misfit {
  readonly kind: SeedWish['kind']
  readonly id: string
  readonly reason: Problem
}

/**
 * What `ask` answers to the seeds that it can make something of; those that it cannot are told beside it.
 *
 * One that is of no use (words that name no sound, an album that is gone) makes the server refuse all of them: each is
 * asked about alone then. Null where nothing to have more of is left. Raises Problem where no single one is to blame.
 */
export async function settled<T>(
  seeds: readonly SeedWish[],
  ask: (seeds: readonly SeedWish[]) => Promise<T>,
): Promise<{ answer: T | null; misfits: Misfit[] }> {
  try {
    return { answer: await ask(seeds), misfits: [] }
  } catch (problem) {
    if (!isRefusal(problem)) throw problem
    const reasons = await Promise.all(seeds.map((seed) => reasonOf(ask([{ ...seed, weight: 1 }]))))
    const misfits = seeds.flatMap(({ kind, id }, at): Misfit[] => {
      const reason = reasons[at]
      return reason ? [{ kind, id, reason }] : []
    })
    if (misfits.length === 0) throw problem
    const rest = seeds.filter((_, at) => !reasons[at])
    return { answer: rest.some(({ weight }) => weight > 0) ? await ask(rest) : null, misfits }
  }
}

/** Whether the question is to blame, not the moment or who asks. */
function isRefusal(problem: unknown): problem is Problem {
  return problem instanceof Problem && [404, 409, 422].includes(problem.status)
}

async function reasonOf(asked: Promise<unknown>): Promise<Problem | null> {
  try {
    await asked
    return null
  } catch (problem) {
    if (isRefusal(problem)) return problem
    throw problem
  }
}

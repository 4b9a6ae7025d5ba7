import type { LibraryStatus } from '@/api/operating'

/** How far reading and listening have come, as shares of 0 … 1; null while nobody can tell. */
export interface Course {
  /** The files that were found and differ from what was known. */
  reading: { running: boolean; listed: number; done: number; all: number; share: number | null }
  listening: { done: number; all: number; share: number | null; perMinute: number; eta: number | null }
  failed: number
  /** Nothing runs and nothing waits. */
  finished: boolean
}

export function courseOf({ counts, scan, per_minute, eta }: LibraryStatus): Course {
  const running = scan?.status === 'running'
  const done = scan?.read ?? 0
  const toRead = scan?.to_read ?? 0
  const failed = Object.values(counts.failed).reduce((sum, each) => sum + (each ?? 0), 0)
  const heard = counts.present - counts.pending
  return {
    reading: {
      running,
      listed: scan?.listed ?? 0,
      done,
      all: toRead,
      share: running ? (toRead > 0 ? done / toRead : null) : 1,
    },
    listening: {
      done: heard,
      all: counts.present,
      share: counts.present > 0 ? heard / counts.present : running ? null : 1,
      perMinute: per_minute,
      eta,
    },
    failed,
    finished: !running && counts.pending === 0,
  }
}

/** The reasons of failures with how many failed for each, the most first. */
export function reasonsOf(failed: LibraryStatus['counts']['failed']): { reason: string; count: number }[] {
  return Object.entries(failed)
    .map(([reason, count]) => ({ reason, count: count ?? 0 }))
    .sort((one, other) => other.count - one.count || one.reason.localeCompare(other.reason))
}

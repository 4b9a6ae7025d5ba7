import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { Problem } from '@/api/problem'
import { nextOnRadio, type RadioFeedback, type RadioTurn } from '@/api/radio'
import type { Stage } from './play'
import { currentEntry, type Queue, type Song } from './queue'

/** So many tracks are there ahead: one to fade into, one for whoever skips. More would learn later. */
const AHEAD = 2
const PATIENCE = [1000, 2000, 5000, 15_000]
const CONTEXT = 'radio:'

interface RadioState {
  /** The session that feeds the queue. */
  id: string | null
  /** How many of its tracks are here; null when that was forgotten. */
  after: number | null
  /** Nothing is left that fits. */
  ended: boolean
  /** What became of tracks, not told yet. */
  untold: RadioFeedback[]
  /** What somebody said of tracks of this session, by their ids. */
  verdicts: Record<string, RadioFeedback['verdict']>
  /** Why it does not go on at the moment. */
  fault: string | null
}

const SILENT: RadioState = { id: null, after: null, ended: false, untold: [], verdicts: {}, fault: null }

export const useRadio = create<RadioState>()(
  persist(() => SILENT, {
    name: 'musicsim.radio',
    partialize: ({ id, after, ended, untold, verdicts }) => ({ id, after, ended, untold, verdicts }),
  }),
)

export function radioContext(id: string): string {
  return CONTEXT + id
}

function radioIn(context: string | undefined): string | null {
  return context?.startsWith(CONTEXT) ? context.slice(CONTEXT.length) : null
}

/** The radio that a queue goes on with: that of what plays, or of what comes last. */
export function radioOf(queue: Queue): string | null {
  return radioIn(currentEntry(queue)?.context) ?? radioIn(queue.entries.at(-1)?.context)
}

/** How many tracks a radio has to bring for this queue. */
export function missing(queue: Queue): number {
  return Math.max(0, AHEAD - (queue.entries.length - 1 - queue.current))
}

/** What the feed needs of a player. */
interface Host {
  readonly queue: Queue
  playSongs(songs: readonly Song[], at: number, context: string): void
  playLast(songs: readonly Song[], context: string): void
  next(): void
}

/** Fills the queue as a radio goes on, and tells the radio what becomes of its tracks. */
export class RadioFeed {
  private asking = false
  private failures = 0
  /** The last track is over, and nothing was there to go on with. */
  private starved = false
  private again: ReturnType<typeof setTimeout> | null = null

  constructor(
    private readonly host: Host,
    /** Is told whenever a session has changed. */
    private readonly changed: (id: string) => void,
    private readonly ask: typeof nextOnRadio = nextOnRadio,
  ) {}

  /** Begin with a session, or go on with it, in place of what is queued. Raises Problem. */
  async play(id: string): Promise<void> {
    const turn = await this.ask(id, { count: 1 + AHEAD })
    useRadio.setState({ ...SILENT, id, after: turn.after, ended: turn.radio.ended })
    this.starved = false
    if (turn.items.length) this.host.playSongs(songsOf(turn), 0, radioContext(id))
    this.changed(id)
  }

  /** What somebody says of a track: more like it, or no more. */
  judge(track: string, verdict: 'liked' | 'skipped'): void {
    useRadio.setState(({ verdicts }) => ({ verdicts: { ...verdicts, [track]: verdict } }))
    this.note({ track_id: track, verdict })
  }

  /** A play has come to a stage. */
  heard(track: string, context: string, stage: Stage, position: number): void {
    const { id, verdicts } = useRadio.getState()
    if (id === null || radioIn(context) !== id) return
    if (stage === 'finished') this.starved = this.host.queue.current + 1 >= this.host.queue.entries.length
    if (stage === 'started') this.starved = false
    // what somebody said of a track stands, however they go on from it
    if (verdicts[track]) return
    if (stage === 'finished' || stage === 'skipped') this.note({ track_id: track, verdict: stage, position })
  }

  /** Brings what is missing, and tells what is untold; one thing at a time. */
  feed = async (): Promise<void> => {
    const id = radioOf(this.host.queue)
    if (id === null || this.asking) return
    if (useRadio.getState().id !== id) useRadio.setState({ ...SILENT, id })
    const { after, ended, untold } = useRadio.getState()
    const wanted = ended ? 0 : missing(this.host.queue)
    if (wanted === 0 && (untold.length === 0 || !after)) return
    this.asking = true
    if (this.again) clearTimeout(this.again)
    try {
      // to tell only, a track that is here already is asked for
      const body = wanted ? { count: wanted, after } : { count: 1, after: (after ?? 1) - 1 }
      const turn = await this.ask(id, { ...body, feedback: untold })
      this.failures = 0
      this.take(id, turn, wanted > 0, untold)
    } catch (problem) {
      this.failed(id, problem)
      return
    } finally {
      this.asking = false
    }
    void this.feed()
  }

  private note(feedback: RadioFeedback): void {
    useRadio.setState(({ untold }) => ({ untold: [...untold, feedback].slice(-50) }))
    void this.feed()
  }

  private take(id: string, turn: RadioTurn, fresh: boolean, told: readonly RadioFeedback[]): void {
    useRadio.setState(({ untold, after }) => ({
      after: fresh ? turn.after : after,
      ended: turn.radio.ended,
      untold: untold.filter((one) => !told.includes(one)),
      fault: null,
    }))
    this.changed(id)
    if (!fresh || turn.items.length === 0 || radioOf(this.host.queue) !== id) return
    this.host.playLast(songsOf(turn), radioContext(id))
    if (this.starved) this.host.next()
  }

  private failed(id: string, problem: unknown): void {
    const refused = problem instanceof Problem ? problem : null
    if (refused?.status === 404) {
      useRadio.setState({ ended: true, untold: [] })
      this.changed(id)
      return
    }
    if (refused?.status === 422) useRadio.setState({ after: null, untold: [] })
    else useRadio.setState({ fault: problem instanceof Error ? problem.message : String(problem) })
    if (!refused?.passing && refused?.status !== 409 && refused?.status !== 422) return
    const wait = PATIENCE[Math.min(this.failures, PATIENCE.length - 1)] ?? 0
    this.failures += 1
    this.again = setTimeout(this.feed, refused.retryAfter ? 1000 * refused.retryAfter : wait)
  }
}

const songsOf = (turn: RadioTurn): Song[] => turn.items.map((item) => item.track)

import { api, type Schemas } from '@/api/client'
import { Problem } from '@/api/problem'

type Event = Schemas['PlayEventRequest']
type Stage = Event['event']

const WAITING = 'musicsim.plays'
const MOST = 400

/** Tells the server what was played: as it happens or, without a network, as soon as there is one again. */
export class PlayReporter {
  private sending = false

  report(play: { id: string; track: string; context: string }, event: Stage, position: number): void {
    const told: Event = {
      play_id: play.id,
      track_id: play.track,
      event,
      at: new Date().toISOString(),
      position: Math.max(0, position),
      context: play.context,
    }
    this.keep([...this.waiting(), told].slice(-MOST))
    void this.flush()
  }

  async flush(): Promise<void> {
    const events = this.waiting()
    if (this.sending || events.length === 0) return
    this.sending = true
    try {
      await api.POST('/api/v1/plays', { body: { events }, keepalive: true })
      this.drop(events.length)
    } catch (problem) {
      // what is refused now is refused for ever; what did not arrive is told later
      if (problem instanceof Problem && !problem.passing && problem.status !== 401) this.drop(events.length)
    } finally {
      this.sending = false
    }
  }

  private waiting(): Event[] {
    try {
      return JSON.parse(localStorage.getItem(WAITING) ?? '[]')
    } catch {
      return []
    }
  }

  private drop(count: number): void {
    this.keep(this.waiting().slice(count))
  }

  private keep(events: Event[]): void {
    try {
      localStorage.setItem(WAITING, JSON.stringify(events))
    } catch {
      // a full or forbidden storage costs history, not music
    }
  }
}

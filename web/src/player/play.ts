import { freshId } from '@/lib/fresh-id'

/** One time that a track is begun, and what is to be told of it: half of it heard, finished or skipped. */
export type Stage = 'started' | 'half' | 'finished' | 'skipped'

const NEARLY = 5

export class Play {
  readonly id = freshId()
  private halfTold = false
  private over = false

  constructor(
    readonly track: string,
    readonly context: string,
    private readonly tell: (play: Play, stage: Stage, position: number) => void,
  ) {
    tell(this, 'started', 0)
  }

  heard(position: number, duration: number | null): void {
    if (this.halfTold || this.over || !duration || position < duration / 2) return
    this.halfTold = true
    this.tell(this, 'half', position)
  }

  /** It ended, or something else was chosen at `position`. */
  end(position: number, duration: number | null): void {
    if (this.over) return
    this.over = true
    const finished = duration !== null && position >= duration - NEARLY
    this.tell(this, finished ? 'finished' : 'skipped', position)
  }
}

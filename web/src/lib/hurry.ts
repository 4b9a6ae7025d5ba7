/** Milliseconds in which more than a screen goes by for whoever hurries, and for which one rests who does no more. */
export const WHILE = 150

/**
 * Whether somebody scrolls too fast to look at anything: what takes asking for waits then, instead of being in the way
 * of what comes into sight.
 */
export class Hurry {
  private from = 0
  private since = Number.NEGATIVE_INFINITY
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly waiting = new Set<() => void>()

  get now(): boolean {
    return this.timer !== undefined
  }

  /** Something was scrolled to `top`, `sight` pixels of it being seen at once. */
  scrolled(top: number, sight: number): void {
    const moment = performance.now()
    if (moment - this.since > WHILE) [this.since, this.from] = [moment, top]
    else if (Math.abs(top - this.from) > sight) this.begin()
  }

  /** Calls once that is over, at once where it is; what it answers takes that back. */
  whenOver(call: () => void): () => void {
    if (this.now) this.waiting.add(call)
    else call()
    return () => this.waiting.delete(call)
  }

  private begin(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.timer = undefined
      const calls = [...this.waiting]
      this.waiting.clear()
      for (const call of calls) call()
    }, WHILE)
  }
}

/** That of the person before this page. */
export const hurry = new Hurry()

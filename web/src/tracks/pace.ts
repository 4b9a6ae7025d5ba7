/** Milliseconds: who rests for so long looks at what is there, and who scrolls has something new read as often. */
export const REST = 80

/**
 * When pages that come into sight are read. Whoever scrolls on finds the next ones there; of what the scrollbar is
 * dragged past, nothing is read.
 */
export class Pace {
  private pages: readonly number[] = [0]
  private read = Number.NEGATIVE_INFINITY
  private timer: ReturnType<typeof setTimeout> | undefined

  /** These pages are in sight now; `show` is told of those to read, at once or in a moment. */
  see(pages: readonly number[], show: (pages: readonly number[]) => void): void {
    clearTimeout(this.timer)
    const goesOn = pages.some((page) => this.pages.includes(page))
    const wait = goesOn ? this.read + REST - performance.now() : REST
    if (wait <= 0) this.take(pages, show)
    else this.timer = setTimeout(() => this.take(pages, show), wait)
  }

  private take(pages: readonly number[], show: (pages: readonly number[]) => void): void {
    this.pages = pages
    this.read = performance.now()
    show(pages)
  }
}

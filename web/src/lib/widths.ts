/** How wide something may be made, in pixels. */
export interface Widths {
  readonly least: number
  readonly most: number
  /** What a double click goes back to. */
  readonly usual: number
}

const STEP = 16

export function within({ least, most }: Widths, width: number): number {
  return Math.round(Math.max(least, Math.min(most, width)))
}

/** What a key on the line between two parts makes of the width of the first; null for one that makes nothing of it. */
export function widthAfter(key: string, width: number, widths: Widths): number | null {
  switch (key) {
    case 'ArrowRight':
      return within(widths, width + STEP)
    case 'ArrowLeft':
      return within(widths, width - STEP)
    case 'PageUp':
      return within(widths, width + 4 * STEP)
    case 'PageDown':
      return within(widths, width - 4 * STEP)
    case 'Home':
      return widths.least
    case 'End':
      return widths.most
    default:
      return null
  }
}

/** Where a key leads from the card `at`, of `count` in rows of `columns`; null for one that leads nowhere in a grid. */
export function cardAfter(key: string, at: number, count: number, columns: number): number | null {
  const last = count - 1
  const within = (to: number) => Math.max(0, Math.min(last, to))
  // a column that the last row lacks leads to its end
  const below = (rows: number) => {
    const row = Math.min(Math.floor(at / columns) + rows, Math.floor(last / columns))
    return within(row * columns + (at % columns))
  }
  const above = (rows: number) => Math.max(0, Math.floor(at / columns) - rows) * columns + (at % columns)
  switch (key) {
    case 'ArrowRight':
      return within(at + 1)
    case 'ArrowLeft':
      return within(at - 1)
    case 'ArrowDown':
      return below(1)
    case 'ArrowUp':
      return above(1)
    case 'PageDown':
      return below(PAGE)
    case 'PageUp':
      return above(PAGE)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

/** Rows that Page Up and Page Down pass over. */
const PAGE = 3

/** `count` heights, 0 … 1, out of peaks 0 … 255: the largest of each stretch, and the largest of all is 1. */
export function envelope(peaks: readonly number[], count: number): number[] {
  const heights = Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * peaks.length) / count)
    const to = Math.max(from + 1, Math.floor(((index + 1) * peaks.length) / count))
    return Math.max(0, ...peaks.slice(from, to))
  })
  const most = Math.max(...heights, 1)
  return heights.map((height) => height / most)
}

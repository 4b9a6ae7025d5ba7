/** Index of the last of ascending `times` that is not after `position`; -1 before the first. */
export function lineAt(times: readonly (number | null)[], position: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) <= position + 0.15) low = middle + 1
    else high = middle
  }
  return low - 1
}

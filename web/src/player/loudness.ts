/** What everything is brought to. Audio elements only make quieter, so it is what most music exceeds. */
const TARGET_LUFS = -18

/** The factor that levels a loudness, at most 1; what is not known stays as it is quiet enough to be safe. */
export function levelled(lufs: number | null | undefined): number {
  if (lufs === null || lufs === undefined || !Number.isFinite(lufs)) return 0.7
  return Math.min(1, 10 ** ((TARGET_LUFS - lufs) / 20))
}

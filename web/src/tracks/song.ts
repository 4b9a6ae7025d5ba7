/** The hue of a Camelot code, so that neighbours on the wheel look alike; null for one that is unknown. */
export function keyHue(camelot: string | null | undefined): number | null {
  const hour = Number.parseInt(camelot ?? '', 10)
  return Number.isNaN(hour) ? null : ((hour - 1) * 30 + 20) % 360
}

import { keyHue } from './song'

/** A key by its Camelot code, in the colour of its place on the wheel. */
export function KeyBadge({ camelot }: { camelot: string | null | undefined }) {
  const hue = keyHue(camelot)
  if (hue === null) return null
  return (
    <span className="tabular inline-flex items-center gap-1.5 text-soft text-sm">
      <span aria-hidden className="size-2 rounded-full" style={{ background: `oklch(0.7 0.14 ${hue})` }} />
      {camelot}
    </span>
  )
}

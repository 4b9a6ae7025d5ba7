export type Colour = readonly [red: number, green: number, blue: number]
export type Scheme = 'dark' | 'light'

/** Eight colours that stay apart for people who see no red, no green or no blue, in the order in which they are given. */
export const KINDS: Record<Scheme, readonly Colour[]> = {
  dark: ['#32eff8', '#e49b39', '#ab8edf', '#27c89f', '#f0d504', '#2f74ea', '#d8fdb5', '#c36f14'].map(rgb),
  light: ['#4c9cea', '#d8501a', '#243395', '#985984', '#c79e1e', '#615dd6', '#8a2318', '#1b174f'].map(rgb),
}

/** What has no kind, or one of the rarer ones. */
export const OTHER: Record<Scheme, Colour> = { dark: rgb('#6b655f'), light: rgb('#a39b92') }

const VIRIDIS = ['#440154', '#472d7b', '#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962', '#addc30', '#fde725'].map(
  rgb,
)

/** Which part of viridis stands out from the page. */
const SEEN: Record<Scheme, readonly [number, number]> = { dark: [0.3, 1], light: [0, 0.76] }

/** A colour for a share (0 … 1) of a scale from little to much, told apart by its lightness alone, too. */
export function scaled(scheme: Scheme, share: number): Colour {
  const [from, to] = SEEN[scheme]
  const at = (from + (to - from) * Math.max(0, Math.min(1, share))) * (VIRIDIS.length - 1)
  const low = Math.min(VIRIDIS.length - 2, Math.floor(at))
  const [one, other] = [VIRIDIS[low] as Colour, VIRIDIS[low + 1] as Colour]
  const mixed = (band: 0 | 1 | 2) => Math.round(one[band] + (other[band] - one[band]) * (at - low))
  return [mixed(0), mixed(1), mixed(2)]
}

export function css([red, green, blue]: Colour): string {
  return `rgb(${red} ${green} ${blue})`
}

function rgb(hex: string): Colour {
  const byte = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  return [byte(1), byte(3), byte(5)]
}

/** The Camelot wheel: twelve hours, minor keys (A) inside, major keys (B) outside; neighbours go together. */
export type Ring = 'A' | 'B'

export const HOURS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** Index of the root among the twelve notes from C on, at 1A and at 1B; a fifth further every hour. */
const FIRST: Record<Ring, number> = { A: 8, B: 11 }

export function codeOf(hour: number, ring: Ring): string {
  return `${hour}${ring}`
}

export function placeOf(code: string): { hour: number; ring: Ring } {
  return { hour: Number.parseInt(code, 10), ring: code.endsWith('A') ? 'A' : 'B' }
}

/** 0 is C, 1 is D flat, … 11 is B. */
export function rootOf(code: string): number {
  const { hour, ring } = placeOf(code)
  return (FIRST[ring] + 7 * (hour - 1)) % 12
}

/** The hour so many steps further round. */
export function turned(hour: number, steps: number): number {
  return ((((hour - 1 + steps) % 12) + 12) % 12) + 1
}

/** Keys that go with this one: its neighbours on the wheel and its relative. */
export function compatibleWith(code: string): string[] {
  const { hour, ring } = placeOf(code)
  return [codeOf(turned(hour, -1), ring), codeOf(turned(hour, 1), ring), codeOf(hour, ring === 'A' ? 'B' : 'A')]
}

/** A ring's piece around the middle of a square of 200, `from` and `to` in degrees clockwise from the top. */
export function pieceOf(from: number, to: number, inner: number, outer: number): string {
  const at = (degrees: number, radius: number) => {
    const angle = ((degrees - 90) * Math.PI) / 180
    return `${(100 + radius * Math.cos(angle)).toFixed(2)} ${(100 + radius * Math.sin(angle)).toFixed(2)}`
  }
  return `M${at(from, outer)}A${outer} ${outer} 0 0 1 ${at(to, outer)}L${at(to, inner)}A${inner} ${inner} 0 0 0 ${at(from, inner)}Z`
}

/** Values in an order, as a picture. */

type Values = readonly (number | null)[]

/** The least and the greatest of what is known, a little apart; null when nothing is. */
export function extent(...series: Values[]): readonly [number, number] | null {
  const known = series.flat().filter((value) => value !== null)
  if (!known.length) return null
  const [low, high] = known.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number])
  return low === high ? [low - 1, high + 1] : [low, high]
}

/** An SVG path through the values, over a width of 100 and a height of 1; interrupted where one is unknown. */
export function line(values: Values, [low, high]: readonly [number, number]): string {
  const wide = Math.max(1, values.length - 1)
  let open = false
  return values
    .map((value, index) => {
      if (value === null) {
        open = false
        return ''
      }
      const command = open ? 'L' : 'M'
      open = true
      return `${command}${round((100 * index) / wide)} ${round((high - value) / (high - low))}`
    })
    .join('')
}

/** How far it is on average from one to the next; null where no two neighbours are known. */
export function meanStep<T>(values: readonly (T | null)[], apart: (one: T, other: T) => number): number | null {
  const steps = values.flatMap((value, index) => {
    const next = values[index + 1]
    return value === null || next === null || next === undefined ? [] : [apart(value, next)]
  })
  return steps.length ? steps.reduce((sum, step) => sum + step, 0) / steps.length : null
}

/** Steps on the Camelot wheel: round it by hours, across to the relative. */
export function keySteps(one: string, other: string): number {
  const hours = Math.abs(Number.parseInt(one, 10) - Number.parseInt(other, 10))
  return Math.min(hours, 12 - hours) + (one.slice(-1) === other.slice(-1) ? 0 : 1)
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

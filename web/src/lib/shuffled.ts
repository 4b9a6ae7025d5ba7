/** The same items by chance (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], chance: () => number = Math.random): T[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1))
    ;[mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T]
  }
  return mixed
}

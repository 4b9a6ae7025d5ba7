/** A number that is always the same for a text (FNV-1a, 32 bits). */
export function hashOf(text: string): number {
  let value = 2166136261
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 16777619)
  return value >>> 0
}

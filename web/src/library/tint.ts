import { hashOf } from '@/lib/hash'

/** The ground of a genre, always the same for a name; white can be read on it. */
export function tint(name: string): string {
  const hue = hashOf(name) % 360
  return `linear-gradient(120deg, oklch(0.45 0.11 ${hue}), oklch(0.36 0.1 ${(hue + 45) % 360}))`
}

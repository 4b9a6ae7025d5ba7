import { cn } from '@/lib/cn'
import { hashOf } from '@/lib/hash'

/** The first letters of a name, on a colour that is always the same. */
export function Monogram({ name, className }: { name: string; className?: string }) {
  const hue = hashOf(name) % 360
  const letters = name
    .split(/\s+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word))
    .slice(0, 2)
    .map((word) => [...word.replace(/^[^\p{L}\p{N}]+/u, '')][0])
    .join('')
  return (
    <div
      aria-hidden
      className={cn('grid select-none place-items-center font-semibold text-white/90 tracking-tight', className)}
      style={{ background: `linear-gradient(140deg, oklch(0.52 0.09 ${hue}), oklch(0.34 0.08 ${(hue + 40) % 360}))` }}
    >
      {letters}
    </div>
  )
}

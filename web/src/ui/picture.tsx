import { useEffect, useState } from 'react'
import { cn } from '@/lib/cn'
import { hashOf } from '@/lib/hash'
import { hurry } from '@/lib/hurry'

interface PictureProps {
  url: string | null
  /** Pixels of a side, so that nothing moves when it arrives. */
  size: number
  /** Stands in for a picture: its shape and its colours are always the same. */
  name: string
  className?: string
  /** Of what is seen first; others load when they come near. */
  eager?: boolean
  /** The same thing in another version: the old one is shown until the new one is there. */
  steady?: boolean
}

/** A picture or, where there is none or it goes by too fast, a quiet stand-in that is the same every time. */
export function Picture({ url, size, name, className, eager = false, steady = false }: PictureProps) {
  const [missing, setMissing] = useState<string | null>(null)
  const [passing, setPassing] = useState(hurry.now)
  useEffect(() => (passing ? hurry.whenOver(() => setPassing(false)) : undefined), [passing])
  const shown = url !== null && missing !== url && !passing
  return (
    <div
      className={cn('relative shrink-0 overflow-hidden rounded-lg bg-raised', className)}
      style={shown ? undefined : standIn(name)}
      aria-hidden
    >
      {shown ? (
        <img
          key={steady ? undefined : url}
          src={url}
          alt=""
          width={size}
          height={size}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          className="size-full object-cover"
          onError={() => setMissing(url)}
        />
      ) : (
        <svg viewBox="0 0 64 64" className="size-full opacity-60" role="presentation">
          <path d={bars(name)} stroke="white" strokeWidth="3.5" strokeLinecap="round" />
        </svg>
      )}
    </div>
  )
}

function standIn(name: string): { background: string } {
  const hue = hashOf(name) % 360
  return { background: `linear-gradient(135deg, oklch(0.5 0.07 ${hue}), oklch(0.36 0.06 ${(hue + 50) % 360}))` }
}

function bars(name: string): string {
  const value = hashOf(name)
  return [0, 1, 2, 3, 4]
    .map((index) => {
      const half = 4 + ((value >>> (index * 5)) % 14)
      return `M${14 + index * 9} ${32 - half}v${2 * half}`
    })
    .join('')
}

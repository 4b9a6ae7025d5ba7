import { useState } from 'react'
import { artworkUrl } from '@/api/client'
import { cn } from '@/lib/cn'
import { hashOf } from '@/lib/hash'

interface CoverProps {
  kind: 'tracks' | 'albums'
  id: string | null
  size: 64 | 128 | 256 | 512 | 1024
  /** Stands in for a picture: its letters and its colours are always the same. */
  name: string
  className?: string
  /** Of what is seen first; others load when they come near. */
  eager?: boolean
}

/** Artwork or, where there is none, a quiet stand-in that is the same every time. */
export function Cover({ kind, id, size, name, className, eager = false }: CoverProps) {
  const [missing, setMissing] = useState<string | null>(null)
  const shown = id !== null && missing !== id
  return (
    <div
      className={cn('relative shrink-0 overflow-hidden rounded-lg bg-raised', className)}
      style={shown ? undefined : standIn(name)}
      aria-hidden
    >
      {shown ? (
        <img
          key={id}
          src={artworkUrl(kind, id, size)}
          alt=""
          width={size}
          height={size}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          className="size-full object-cover"
          onError={() => setMissing(id)}
        />
      ) : (
        <svg viewBox="0 0 64 64" className="size-full opacity-60" role="presentation">
          <g stroke="white" strokeWidth="3.5" strokeLinecap="round">
            {bars(name).map((height, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is nothing but its place
              <path key={index} d={`M${14 + index * 9} ${32 - height}v${2 * height}`} />
            ))}
          </g>
        </svg>
      )}
    </div>
  )
}

function standIn(name: string): { background: string } {
  const hue = hashOf(name) % 360
  return { background: `linear-gradient(135deg, oklch(0.5 0.07 ${hue}), oklch(0.36 0.06 ${(hue + 50) % 360}))` }
}

function bars(name: string): number[] {
  const value = hashOf(name)
  return [0, 1, 2, 3, 4].map((index) => 4 + ((value >>> (index * 5)) % 14))
}

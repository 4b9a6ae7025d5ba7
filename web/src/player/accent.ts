import { useEffect } from 'react'
import { artworkUrl } from '@/api/client'
import { usePictureVersion } from '@/lib/picture-version'
import { usePlayer } from './store'

const SIDE = 24
const COLOURFUL = 0.04

/**
 * The hue that an image has most of, in degrees of OKLCH; null for one that is grey.
 *
 * `pixels` are RGBA bytes. Pixels count by their chroma, in 24 sectors, so that a small bright thing on grey wins.
 */
function dominantHue(pixels: Uint8ClampedArray): number | null {
  const sectors = new Float64Array(24)
  let colourful = 0
  for (let at = 0; at < pixels.length; at += 4) {
    const [hue, chroma] = hueAndChroma(pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number)
    const sector = Math.floor(hue / 15) % 24
    sectors[sector] = (sectors[sector] as number) + chroma
    colourful += chroma
  }
  if (colourful / (pixels.length / 4) < COLOURFUL) return null
  const best = sectors.indexOf(Math.max(...sectors))
  return best * 15 + 7.5
}

/** OKLab (Ottosson 2020) in polar form. */
function hueAndChroma(red: number, green: number, blue: number): [number, number] {
  const [r, g, b] = [linear(red), linear(green), linear(blue)]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const along = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const across = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return [(Math.atan2(across, along) * 180) / Math.PI + 360, Math.hypot(along, across)]
}

function linear(byte: number): number {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

async function hueOf(url: string): Promise<number | null> {
  const image = new Image()
  image.src = url
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIDE
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(image, 0, 0, SIDE, SIDE)
  return dominantHue(context.getImageData(0, 0, SIDE, SIDE).data)
}

/** The accent of all pages follows the artwork of what plays. */
export function useArtworkAccent(): void {
  const track = usePlayer(({ queue }) => queue.entries[queue.current]?.song.id)
  const { version } = usePictureVersion()
  useEffect(() => {
    let stale = false
    const root = document.documentElement.style
    if (!track) root.removeProperty('--hue')
    else
      hueOf(artworkUrl('tracks', track, 64, version))
        .catch(() => null)
        .then((hue) => {
          if (stale) return
          if (hue === null) root.removeProperty('--hue')
          else root.setProperty('--hue', `${hue}`)
        })
    return () => {
      stale = true
    }
  }, [track, version])
}

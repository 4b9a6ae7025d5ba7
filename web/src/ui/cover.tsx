import { artworkUrl } from '@/api/client'
import { usePictureVersion } from '@/lib/picture-version'
import { Picture } from './picture'

interface CoverProps {
  kind: 'tracks' | 'albums'
  id: string | null
  size: 64 | 128 | 256 | 512 | 1024
  name: string
  className?: string
  eager?: boolean
}

/** The artwork of a track or an album. */
export function Cover({ kind, id, ...rest }: CoverProps) {
  const { version } = usePictureVersion()
  return <Picture url={id && artworkUrl(kind, id, rest.size, version)} {...rest} />
}

import { create } from 'zustand'
import { mayBeMusic } from '@/uploads/dropped-files'

/** An excerpt that came from another page, to be searched by. */
export const useHandedClip = create<{ clip: File | null }>()(() => ({ clip: null }))

/** The first of some files that may be music; many browsers know no type of rarer formats. */
export function firstMusic<F extends Pick<File, 'name' | 'type'>>(files: Iterable<F>): F | null {
  const music = ({ name, type }: F) => (type ? /^(audio|video)\//.test(type) : mayBeMusic(name))
  return [...files].find(music) ?? null
}

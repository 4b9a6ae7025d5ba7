import { create } from 'zustand'

/** Set once a picture was changed on this page: addresses that have it were never asked for before. */
export const usePictureVersion = create<{ version: number | null }>()(() => ({ version: null }))

export function picturesChanged(): void {
  usePictureVersion.setState({ version: Date.now() })
}

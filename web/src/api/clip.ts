import type { Schemas } from './client'
import { sendForm } from './send-form'

export type ClipTracks = Schemas['ClipTracks']

/** The most that the server takes. */
export const MOST_BYTES = 16 * 2 ** 20

/** What an excerpt is of, and what sounds like it. */
export function findByClip(clip: Blob, onProgress: (share: number) => void, signal: AbortSignal): Promise<ClipTracks> {
  const form = new FormData()
  form.append('clip', clip, clip instanceof File ? clip.name : 'clip')
  form.append('options', JSON.stringify({ limit: 30, explain: true }))
  return sendForm('/api/v1/similar/clip', form, onProgress, signal)
}

import { infiniteQueryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'
import { Problem } from './problem'
import { sendForm } from './send-form'

export type UploadedFile = Schemas['UploadedFile']
export type UploadResult = Schemas['UploadResult']

export const uploadsQuery = infiniteQueryOptions({
  queryKey: keys.uploads,
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    answered(
      api.GET('/api/v1/me/uploads', { params: { query: { limit: 100, cursor: pageParam ?? undefined } }, signal }),
    ),
  getNextPageParam: (page) => page.next,
})

/** Brings one file; what became of it. */
export async function uploadFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadResult> {
  const form = new FormData()
  form.append('files', file, file.name)
  const { items } = await sendForm<Schemas['UploadResults']>('/api/v1/tracks', form, onProgress, signal)
  if (!items[0]) throw new Problem(422, null)
  return items[0]
}

export async function deleteUpload(trackId: string): Promise<void> {
  await api.DELETE('/api/v1/tracks/{track_id}', { params: { path: { track_id: trackId } } })
}

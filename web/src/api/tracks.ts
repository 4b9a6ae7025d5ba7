import { queryOptions } from '@tanstack/react-query'
import { answered, answeredIfAny, api, type Schemas } from './client'
import { keys } from './keys'
import { Problem } from './problem'

export type Track = Schemas['Track']
export type TrackDetails = Schemas['TrackDetails']

export const trackQuery = (id: string) =>
  queryOptions({
    queryKey: keys.track(id),
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/tracks/{track_id}', { params: { path: { track_id: id } }, signal })),
  })

export const waveformQuery = (id: string) =>
  queryOptions({
    queryKey: keys.waveform(id),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      answered(api.GET('/api/v1/tracks/{track_id}/waveform', { params: { path: { track_id: id } }, signal })),
  })

export const lyricsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.lyrics(id),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      answeredIfAny(
        api.GET('/api/v1/tracks/{track_id}/lyrics', {
          params: { path: { track_id: id }, query: { absent: 'empty' } },
          signal,
        }),
      ),
  })

/** Absence as an answer: null for a 404. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) return null
    throw problem
  }
}

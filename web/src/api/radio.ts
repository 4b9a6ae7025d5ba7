import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'

export type Radio = Schemas['Radio']
export type RadioTurn = Omit<Schemas['RadioTurn'], 'next'>
export type RadioFeedback = Schemas['RadioFeedback']
export type NewRadio = Schemas['NewRadio']

const at = (id: string) => ({ path: { radio_id: id } })

export const radiosQuery = queryOptions({
  queryKey: keys.radios,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/radio', { signal })),
})

export const radioQuery = (id: string) =>
  queryOptions({
    queryKey: keys.radio(id),
    queryFn: ({ signal }) => answered(api.GET('/api/v1/radio/{radio_id}', { params: at(id), signal })),
  })

/** What a radio gave out, the latest first, and what became of it. */
export const radioPlaysQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.radio(id), 'plays'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET('/api/v1/radio/{radio_id}/plays', {
          params: { ...at(id), query: { limit: 50, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next,
  })

export function beginRadio(body: NewRadio): Promise<Radio> {
  return answered(api.POST('/api/v1/radio', { body }))
}

export function nextOnRadio(id: string, body: Schemas['NextRequest']): Promise<RadioTurn> {
  return answered(api.POST('/api/v1/radio/{radio_id}/next', { params: at(id), body }))
}

export function useForgetRadio() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.DELETE('/api/v1/radio/{radio_id}', { params: at(id) }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.radios }),
  })
}

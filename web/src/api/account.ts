import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'

export type Session = Schemas['Session']
export type ApiToken = Schemas['ApiToken']
export type Scope = Schemas['Scope']

export const sessionsQuery = queryOptions({
  queryKey: keys.sessions,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/me/sessions', { signal })),
})

export const tokensQuery = queryOptions({
  queryKey: keys.tokens,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/me/tokens', { signal })),
})

export function useSessions() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: keys.sessions })
  return {
    end: useMutation({
      mutationFn: async (id: string) => {
        await api.DELETE('/api/v1/me/sessions/{session_id}', { params: { path: { session_id: id } } })
      },
      onSettled,
    }),
    endOthers: useMutation({
      mutationFn: async () => {
        await api.DELETE('/api/v1/me/sessions')
      },
      onSettled,
    }),
  }
}

export function useTokens() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: keys.tokens })
  return {
    make: useMutation({
      mutationFn: (body: { name: string; scope: Scope; expires_in_days: number | null }) =>
        answered(api.POST('/api/v1/me/tokens', { body })),
      onSettled,
    }),
    revoke: useMutation({
      mutationFn: async (id: string) => {
        await api.DELETE('/api/v1/me/tokens/{token_id}', { params: { path: { token_id: id } } })
      },
      onSettled,
    }),
  }
}

/** Everything that is kept of oneself, as a file. */
export async function exportMyData(): Promise<Blob> {
  const data = await answered(api.GET('/api/v1/me/export', { parseAs: 'blob' }))
  return data as unknown as Blob
}

export async function deleteMyAccount(password: string): Promise<void> {
  await api.DELETE('/api/v1/me', { body: { password } })
}

import { queryOptions } from '@tanstack/react-query'
import { answered, api, csrfToken, type Schemas } from './client'
import { keys } from './keys'
import { Problem } from './problem'

export type Me = Schemas['Me']

/** Who is signed in; null when nobody is: known without asking where the cookie is absent that all sessions have. */
export const meQuery = queryOptions({
  queryKey: keys.me,
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Me | null> => {
    if (!csrfToken()) return null
    try {
      return await answered(api.GET('/api/v1/me'))
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) return null
      throw problem
    }
  },
})

export const optionsQuery = queryOptions({
  queryKey: keys.options,
  queryFn: () => answered(api.GET('/api/v1/auth/options')),
})

export function signIn(name: string, password: string): Promise<Schemas['SignedIn']> {
  return answered(api.POST('/api/v1/auth/login', { body: { name, password, cookies: true } }))
}

export function register(name: string, password: string, invite: string | null): Promise<Schemas['SignedIn']> {
  return answered(api.POST('/api/v1/auth/register', { body: { name, password, invite, cookies: true } }))
}

export async function changePassword(old: string, password: string): Promise<void> {
  await api.PUT('/api/v1/me/password', { body: { old, password } })
}

export async function signOut(): Promise<void> {
  await api.POST('/api/v1/auth/logout', { body: null })
}

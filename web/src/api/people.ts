import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answered, api, type Schemas } from './client'
import { keys } from './keys'

export type User = Schemas['User']
export type Invite = Schemas['Invite']
export type Role = Schemas['Role']

export const usersQuery = infiniteQueryOptions({
  queryKey: keys.users,
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    answered(api.GET('/api/v1/users', { params: { query: { limit: 100, cursor: pageParam ?? undefined } }, signal })),
  getNextPageParam: (page) => page.next,
})

export const invitesQuery = queryOptions({
  queryKey: keys.invites,
  queryFn: ({ signal }) => answered(api.GET('/api/v1/invites', { signal })),
})

/** What changes accounts; every one of them lists them anew. */
export function usePeople() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: keys.users })
  const at = (id: string) => ({ params: { path: { user_id: id } } })
  return {
    add: useMutation({
      mutationFn: (body: { name: string; role: Role }) =>
        answered(api.POST('/api/v1/users', { body: { password: null, ...body } })),
      onSettled,
    }),
    change: useMutation({
      mutationFn: ({ id, ...changes }: { id: string; role?: Role; disabled?: boolean }) =>
        answered(api.PATCH('/api/v1/users/{user_id}', { ...at(id), body: { role: null, disabled: null, ...changes } })),
      onSettled,
    }),
    reset: useMutation({
      mutationFn: (id: string) => answered(api.POST('/api/v1/users/{user_id}/password', { ...at(id), body: null })),
      onSettled,
    }),
    remove: useMutation({
      mutationFn: async (id: string) => {
        await api.DELETE('/api/v1/users/{user_id}', at(id))
      },
      onSettled,
    }),
  }
}

export function useInvites() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: keys.invites })
  return {
    invite: useMutation({
      mutationFn: (body: Schemas['NewInvite']) => answered(api.POST('/api/v1/invites', { body })),
      onSettled,
    }),
    revoke: useMutation({
      mutationFn: async (id: string) => {
        await api.DELETE('/api/v1/invites/{invite_id}', { params: { path: { invite_id: id } } })
      },
      onSettled,
    }),
  }
}

/** Where somebody who was invited registers. */
export function inviteLink(code: string): string {
  return `${location.origin}/sign-in?invite=${encodeURIComponent(code)}`
}

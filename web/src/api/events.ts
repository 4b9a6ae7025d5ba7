import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, type Schemas } from './client'
import { keys } from './keys'

interface News {
  status: Schemas['LibraryStatus']
  uploads: unknown
  artwork: unknown
}

type Name = keyof News

const NAMES: readonly Name[] = ['status', 'uploads', 'artwork']
const AGAIN = 5000

const listeners = new Set<{ name: Name; hear(data: unknown): void }>()
let source: EventSource | null = null
let waiting: ReturnType<typeof setTimeout> | undefined

/** One connection, however many listen. It reconnects by itself, unless it was refused: then the session is renewed. */
function open(): void {
  source = new EventSource('/api/v1/events')
  for (const name of NAMES)
    source.addEventListener(name, (event: MessageEvent<string>) => {
      const data: unknown = JSON.parse(event.data)
      for (const one of listeners) if (one.name === name) one.hear(data)
    })
  source.onerror = () => {
    if (source?.readyState === EventSource.CLOSED) waiting = setTimeout(reopen, AGAIN)
  }
}

/** After it was refused: asks who is signed in, for the sake of the cookie, which that renews. */
async function reopen(): Promise<void> {
  const back = await api.GET('/api/v1/me').then(
    () => true,
    () => false,
  )
  if (listeners.size === 0) return
  if (back) open()
  else waiting = setTimeout(reopen, AGAIN)
}

function listen<N extends Name>(name: N, hear: (news: News[N]) => void): () => void {
  const one = { name, hear: hear as (data: unknown) => void }
  listeners.add(one)
  if (listeners.size === 1) open()
  return () => {
    listeners.delete(one)
    if (listeners.size > 0) return
    clearTimeout(waiting)
    source?.close()
    source = null
  }
}

/** What the server tells by itself, while the component is there. */
export function useEvents<N extends Name>(name: N, hear: (news: News[N]) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: listeners are as good as their first closure
  useEffect(() => listen(name, hear), [name])
}

/** Keeps the library's status, which the server tells as it changes; says what of it makes other lists stale. */
export function useLiveStatus(): void {
  const client = useQueryClient()
  useEvents('status', (status) => {
    const before = client.getQueryData<Schemas['LibraryStatus']>(keys.status)
    client.setQueryData(keys.status, status)
    if (before?.scan?.status === 'running' && status.scan?.status !== 'running')
      for (const stale of [keys.scans, ['tracks'], ['albums'], ['artists'], ['genres'], ['folders']])
        void client.invalidateQueries({ queryKey: stale })
  })
}

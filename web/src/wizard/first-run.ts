import type { QueryClient } from '@tanstack/react-query'
import { statusQuery } from '@/api/operating'
import type { Me } from '@/api/session'

/** Where somebody goes who just came in: an admin whose library is empty is shown how to fill it. */
export async function firstPlace(client: QueryClient, me: Me): Promise<'/' | '/welcome'> {
  if (me.role !== 'admin') return '/'
  const status = await client.fetchQuery(statusQuery).catch(() => null)
  return status && status.counts.analysed === 0 ? '/welcome' : '/'
}

import type { components } from './schema'

type Document = components['schemas']['Problem']

/** What the API refused, in its own words (RFC 9457), or that it did not answer at all (status 0). */
export class Problem extends Error {
  readonly status: number
  readonly kind: string
  readonly field: string | null
  readonly retryAfter: number | null

  constructor(status: number, document: Partial<Document> | null, retryAfter: string | null = null) {
    super(document?.detail || document?.title || `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.kind = document?.type?.split('/').at(-1) ?? ''
    this.field = document?.field ?? null
    this.retryAfter = retryAfter === null ? null : Number(retryAfter)
  }

  /** Nobody answered: the network is gone, or the server. */
  get offline(): boolean {
    return this.status === 0
  }

  /** Whether asking again, later, may help. */
  get passing(): boolean {
    return this.offline || this.status === 429 || this.status >= 502
  }

  static async of(response: Response): Promise<Problem> {
    const document = await response
      .clone()
      .json()
      .catch(() => null)
    return new Problem(response.status, document, response.headers.get('retry-after'))
  }
}

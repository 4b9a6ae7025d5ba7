import i18next from 'i18next'
import type problems from '@/i18n/en/problem.json'
import type { components } from './schema'

type Document = components['schemas']['Problem']

/** What the API refused (RFC 9457), or that it did not answer at all (status 0). */
export class Problem extends Error {
  readonly status: number
  readonly kind: string
  readonly field: string | null
  readonly retryAfter: number | null
  /** The server's own words, which are English. */
  readonly detail: string

  constructor(status: number, document: Partial<Document> | null, retryAfter: string | null = null) {
    super()
    this.name = 'Problem'
    this.status = status
    this.kind = document?.type?.split('/').at(-1) ?? ''
    this.field = document?.field ?? null
    this.retryAfter = retryAfter === null ? null : Number(retryAfter)
    this.detail = document?.detail || document?.title || ''
  }

  /** For people, in the language of the page: other languages than the server's have a sentence for each kind. */
  override get message(): string {
    if (this.offline) return i18next.t('fault.offline')
    const known = this.detail && i18next.language === 'en' ? undefined : this.sentence
    return known ?? (this.detail || `HTTP ${this.status}`)
  }

  /** Nobody answered: the network is gone, or the server. */
  get offline(): boolean {
    return this.status === 0
  }

  /** Whether asking again, later, may help. */
  get passing(): boolean {
    return this.offline || this.status === 429 || this.status >= 502
  }

  private get sentence(): string | undefined {
    const kind = this.kind as keyof typeof problems
    const known: boolean = i18next.exists(`problem.${kind}`)
    return known ? i18next.t(`problem.${kind}`, { detail: this.detail }) : undefined
  }

  static async of(response: Response): Promise<Problem> {
    const document = await response
      .clone()
      .json()
      .catch(() => null)
    return new Problem(response.status, document, response.headers.get('retry-after'))
  }
}

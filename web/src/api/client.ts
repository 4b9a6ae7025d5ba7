import createClient, { type Middleware } from 'openapi-fetch'
import { Problem } from './problem'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

const API = '/api/v1'
const SAFE = new Set(['GET', 'HEAD'])

/** Called once the session has ended for good, and somebody has to sign in again. */
let onSignedOut: () => void = () => {}

export function whenSignedOut(react: () => void): void {
  onSignedOut = react
}

export function csrfToken(): string {
  return document.cookie.match(/(?:^|; )musicsim_csrf=([^;]+)/)?.[1] ?? ''
}

let renewing: Promise<boolean> | null = null

/** A new access token for the cookie; however many ask at one moment, it is asked for once. */
function renew(): Promise<boolean> {
  renewing ??= send(new Request(`${API}/auth/refresh`, { method: 'POST', headers: { 'X-CSRF-Token': csrfToken() } }))
    .then((response) => response.ok)
    .finally(() => {
      renewing = null
    })
  return renewing
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (fault) {
    if (request.signal.aborted) throw fault
    throw new Problem(0, null)
  }
}

/** `fetch`, signed in: shows what changes need to be shown, and renews what has run out, once. */
export async function signedFetch(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await send(dressed(request))
  if (response.status !== 401 || request.url.includes('/auth/')) return response
  if (!csrfToken() || !(await renew())) {
    onSignedOut()
    return response
  }
  return send(dressed(again))
}

function dressed(request: Request): Request {
  if (!SAFE.has(request.method)) request.headers.set('X-CSRF-Token', csrfToken())
  return request
}

const refuse: Middleware = {
  async onResponse({ response }) {
    if (!response.ok && response.status !== 304) throw await Problem.of(response)
    return response
  },
}

/** The typed client of the whole API: paths and bodies are those of its OpenAPI document. Raises Problem. */
export const api = createClient<paths>({ baseUrl: '', fetch: signedFetch })
api.use(refuse)

/** What an operation answered; for calls whose success always has a body. */
export async function answered<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call
  return data as T
}

/** The same of one that may have nothing to answer with (204): null then. */
export async function answeredIfAny<T>(call: Promise<{ data?: T }>): Promise<T | null> {
  return (await call).data ?? null
}

/** The address of a picture, which has the size in pixels that fits the place; another `version` is asked for anew. */
export function artworkUrl(
  kind: 'tracks' | 'albums',
  id: string,
  size: 64 | 128 | 256 | 512 | 1024,
  version: number | null = null,
): string {
  return `${API}/${kind}/${id}/artwork?absent=empty&size=${size}${version === null ? '' : `&version=${version}`}`
}

export function coverUrl(playlist: string, version: number, size: 64 | 256 | 512 = 256): string {
  return `${API}/playlists/${playlist}/cover?absent=empty&size=${size}&v=${version}`
}

/** The address of a track's audio: as it is, or encoded anew for this browser. */
export function streamUrl(id: string, options: { transcode: string | null; start: number }): string {
  const query = new URLSearchParams()
  if (options.transcode) query.set('format', options.transcode)
  if (options.start > 0) query.set('start', options.start.toFixed(2))
  return `${API}/tracks/${id}/stream${query.size ? `?${query}` : ''}`
}

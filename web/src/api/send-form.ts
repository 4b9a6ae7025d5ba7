import { answered, api, csrfToken } from './client'
import { Problem } from './problem'

/**
 * Sends what may be large, as `fetch` cannot tell how far it is: `onProgress` hears how much has left, 0 … 1. Raises
 * Problem, or the reason of an abort.
 */
export async function sendForm<T>(
  path: string,
  form: FormData,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<T> {
  // renews a session that has run out, so that nothing is sent in vain
  await answered(api.GET('/api/v1/me', { signal }))
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('X-CSRF-Token', csrfToken())
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0)
    request.upload.onload = () => onProgress(1)
    request.onerror = () => reject(new Problem(0, null))
    request.onload = () => {
      const answer = parsed(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(answer as T)
      else
        reject(
          new Problem(
            request.status,
            answer as ConstructorParameters<typeof Problem>[1],
            request.getResponseHeader('retry-after'),
          ),
        )
    }
    signal.addEventListener('abort', () => {
      request.abort()
      reject(signal.reason)
    })
    request.send(form)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

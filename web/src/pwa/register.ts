import i18next from 'i18next'
import { toast } from '@/ui/toast'

const EVERY = 60 * 60_000

/** Keep the page for times without a network, and say when there is a newer one. */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  try {
    const registration = await serviceWorker.register('/sw.js')
    if (registration.waiting && serviceWorker.controller) offer(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing
      // the first one replaces nothing
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && serviceWorker.controller) offer(worker)
      })
    })
    setInterval(() => void registration.update().catch(() => {}), EVERY)
  } catch {
    // a browser that is told to keep nothing: the page needs a network then
  }
}

/** The music plays on until somebody wants the new version. */
function offer(worker: ServiceWorker): void {
  toast.offer(i18next.t('pwa.update'), i18next.t('pwa.reload'), () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    worker.postMessage('take-over')
  })
}

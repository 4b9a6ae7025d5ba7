import { CloudOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

function watch(changed: () => void): () => void {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

/** Says that the network is gone, for as long as it is. */
export function OfflineNote() {
  const { t } = useTranslation()
  const online = useSyncExternalStore(watch, () => navigator.onLine)
  return (
    <div role="status">
      {!online && (
        <p className="flex items-center justify-center gap-2 bg-wash px-4 py-1.5 text-accent-strong text-sm">
          <CloudOff className="size-4 shrink-0" aria-hidden />
          {t('pwa.offline')}
        </p>
      )}
    </div>
  )
}

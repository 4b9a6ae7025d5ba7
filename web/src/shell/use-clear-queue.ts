import { useTranslation } from 'react-i18next'
import { useControls } from '@/player/context'
import { toast } from '@/ui/toast'

/** Empties the queue; for a while it can be had back. */
export function useClearQueue(): () => void {
  const { t } = useTranslation()
  const controls = useControls()
  return () => {
    const before = controls.queue
    controls.clear()
    toast.done(t('queue.cleared'), () => controls.restoreQueue(before))
  }
}

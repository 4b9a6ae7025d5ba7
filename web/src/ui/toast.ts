import i18next from 'i18next'

/** Loaded once something is said: nobody waits for it at the start. */
const sonner = () => import('sonner').then(({ toast }) => toast)

export const toast = {
  done(text: string, undo?: () => void): void {
    const options = undo && { action: { label: i18next.t('action.undo'), onClick: undo }, duration: 8000 }
    void sonner().then((say) => say(text, options))
  },
  /** Stands until somebody takes it, or sends it away. */
  offer(text: string, label: string, take: () => void): void {
    const options = { action: { label, onClick: take }, duration: Number.POSITIVE_INFINITY, closeButton: true }
    void sonner().then((say) => say(text, options))
  },
  fault(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error)
    void sonner().then((say) => say.error(text, { duration: 8000 }))
  },
}

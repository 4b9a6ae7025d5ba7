import i18next from 'i18next'

/** The event of a window in which something is to be said. */
export const WANTED = 'toast-wanted'

/** To be called once there is room for toasts: what is said before waits. */
export let roomIsThere: () => void

const room = new Promise<void>((resolve) => {
  roomIsThere = resolve
})

async function sonner() {
  window.dispatchEvent(new Event(WANTED))
  await room
  return (await import('sonner')).toast
}

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

import i18next from 'i18next'
import { toast as sonner } from 'sonner'

export const toast = {
  done(text: string, undo?: () => void): void {
    sonner(text, undo && { action: { label: i18next.t('action.undo'), onClick: undo }, duration: 8000 })
  },
  fault(error: unknown): void {
    sonner.error(error instanceof Error ? error.message : String(error), { duration: 8000 })
  },
}

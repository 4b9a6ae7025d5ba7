import type { Announcements } from '@dnd-kit/core'
import { useTranslation } from 'react-i18next'

interface Carried {
  readonly track: { readonly title: string }
}

/** What a screen reader is told while a track is carried. */
export function useDragWords(rows: readonly Carried[], places: ReadonlyMap<string, number>) {
  const { t } = useTranslation()
  const about = (active: { id: string | number }, over?: { id: string | number } | null) => ({
    title: rows[places.get(String(active.id)) ?? -1]?.track.title,
    place: (places.get(String(over?.id ?? active.id)) ?? 0) + 1,
  })
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('playlist.lifted', about(active)),
    onDragOver: ({ active, over }) => (over ? t('playlist.over', about(active, over)) : undefined),
    onDragEnd: ({ active, over }) => t('playlist.movedTo', about(active, over)),
    onDragCancel: ({ active }) => t('playlist.putBack', about(active)),
  }
  return { announcements, screenReaderInstructions: { draggable: t('playlist.howToMove') } }
}

import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { firstMusic, useHandedClip } from '@/clip/dropped'
import { toast } from '@/ui/toast'

const FIELD = 'input, textarea, [contenteditable="true"]'

/** What is dropped where nothing takes it opens no other page in place of this one; music can be searched by. */
export function useFileGuard(): void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  useEffect(() => {
    const all = new AbortController()
    const free = (event: DragEvent) =>
      !event.defaultPrevented && !(event.target instanceof Element && event.target.closest(FIELD))

    const onDragOver = (event: DragEvent) => {
      if (!free(event) || !event.dataTransfer) return
      event.preventDefault()
      if (!event.dataTransfer.types.includes('Files')) event.dataTransfer.dropEffect = 'none'
    }
    const onDrop = (event: DragEvent) => {
      if (!free(event)) return
      event.preventDefault()
      const clip = firstMusic(event.dataTransfer?.files ?? [])
      if (!clip) return
      toast.offer(t('clip.dropped', { name: clip.name }), t('clip.search'), () => {
        useHandedClip.setState({ clip })
        void navigate({ to: '/clip' })
      })
    }
    window.addEventListener('dragover', onDragOver, all)
    window.addEventListener('drop', onDrop, all)
    return () => all.abort()
  }, [t, navigate])
}

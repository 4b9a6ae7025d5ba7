import { Headphones, Square } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { useControls } from '@/player/context'
import { usePreviewed } from '@/player/use-rest'
import { IconButton } from '@/ui/button'

interface PreviewButtonProps {
  track: { id: string; title: string }
  size?: 'sm' | 'md' | 'lg'
  className?: string
}

/** Lets one hear a little of a track without resting on it: for fingers and keys. */
export function PreviewButton({ track, size = 'md', className }: PreviewButtonProps) {
  const { t } = useTranslation()
  const { preview } = useControls()
  const heard = usePreviewed(track.id)
  const Icon = heard ? Square : Headphones
  return (
    <IconButton
      label={t(heard ? 'sound.previewStop' : 'sound.preview', { title: track.title })}
      size={size}
      aria-pressed={heard}
      onClick={() => preview.toggle(track.id)}
      className={cn(heard && 'bg-wash text-accent', className)}
    >
      <Icon className={cn('size-4', heard && 'fill-current')} aria-hidden />
    </IconButton>
  )
}

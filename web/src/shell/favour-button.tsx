import { useQuery } from '@tanstack/react-query'
import { Heart } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFavour } from '@/api/favourites'
import { trackQuery } from '@/api/tracks'
import { cn } from '@/lib/cn'
import { IconButton } from '@/ui/button'

/** Likes what plays. */
export function FavourButton({ id, className }: { id: string; className?: string }) {
  const { t } = useTranslation()
  const favour = useFavour()
  const { data: track } = useQuery(trackQuery(id))
  const favourite = track?.favourite ?? false
  return (
    <IconButton
      label={t(favourite ? 'track.unfavour' : 'track.favour')}
      shortcut="L"
      aria-pressed={favourite}
      disabled={!track}
      onClick={() => favour.mutate({ id, favourite: !favourite })}
      className={className}
    >
      <Heart className={cn('size-[1.125rem]', favourite && 'fill-accent text-accent')} aria-hidden />
    </IconButton>
  )
}

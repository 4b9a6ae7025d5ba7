import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Clock3, Gauge, ListMusic, type LucideIcon, Palette, Smile, Tags } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { playlistsQuery } from '@/api/playlists'
import { Button } from '@/ui/button'
import { Menu, type MenuItem } from '@/ui/menu'
import type { By } from './colouring'

const ICONS: Record<Exclude<By, 'playlist'>, LucideIcon> = { genre: Tags, mood: Smile, tempo: Gauge, year: Clock3 }

interface ColourMenuProps {
  by: By
  playlist: string
  onChange(by: By, playlist?: string): void
}

/** Chooses what the colours of the map tell. */
export function ColourMenu({ by, playlist, onChange }: ColourMenuProps) {
  const { t } = useTranslation()
  const { data } = useQuery(playlistsQuery)
  const all = data?.items ?? []
  const items = (): MenuItem[] => [
    ...(['genre', 'mood', 'tempo', 'year'] as const).map(
      (one): MenuItem => ({ kind: 'action', label: t(`map.by.${one}`), icon: ICONS[one], run: () => onChange(one) }),
    ),
    ...(all.length
      ? [
          {
            kind: 'more',
            label: t('map.by.playlist'),
            icon: ListMusic,
            items: all.map(({ id, name }) => ({ kind: 'action', label: name, run: () => onChange('playlist', id) })),
          } as MenuItem,
        ]
      : []),
  ]
  const name =
    by === 'playlist' ? (all.find(({ id }) => id === playlist)?.name ?? t('map.by.playlist')) : t(`map.by.${by}`)
  return (
    <Menu items={items} label={t('map.colour')}>
      <Button look="outline" className="h-11 rounded-xl bg-surface/90 backdrop-blur-sm">
        <Palette className="size-4 text-faint" aria-hidden />
        <span className="sr-only">{`${t('map.colour')}: `}</span>
        <span className="max-w-32 truncate">{name}</span>
        <ChevronDown className="size-4 text-faint" aria-hidden />
      </Button>
    </Menu>
  )
}

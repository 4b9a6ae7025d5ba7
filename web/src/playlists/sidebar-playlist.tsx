import { Link } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import type { Playlist } from '@/api/playlists'
import { cn } from '@/lib/cn'
import { carriesTracks, TRACKS_TYPE } from '@/tracks/dragging'
import { useAddTracks } from './use-add-tracks'

/** A playlist at the side: leads to it, and takes tracks that are dropped on it, unless a rule fills it. */
export function SidebarPlaylist({ playlist }: { playlist: Playlist }) {
  const [over, setOver] = useState(false)
  const add = useAddTracks()

  const onDragOver = (event: DragEvent) => {
    if (playlist.rule || !carriesTracks(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }

  const onDrop = (event: DragEvent) => {
    setOver(false)
    if (playlist.rule || !carriesTracks(event)) return
    event.preventDefault()
    const ids: unknown = JSON.parse(event.dataTransfer.getData(TRACKS_TYPE))
    if (Array.isArray(ids)) add(playlist, ids.map(String))
  }

  return (
    <li onDragOver={onDragOver} onDragLeave={() => setOver(false)} onDrop={onDrop}>
      <Link
        to="/playlists/$id"
        params={{ id: playlist.id }}
        draggable={false}
        className={cn(
          'block truncate rounded-lg px-3 py-1.5 text-soft hover:bg-raised hover:text-ink data-[status=active]:bg-wash data-[status=active]:text-accent-strong',
          over && 'bg-wash text-accent-strong ring-2 ring-accent',
        )}
      >
        {playlist.name}
      </Link>
    </li>
  )
}

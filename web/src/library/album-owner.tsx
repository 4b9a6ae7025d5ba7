import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { artistQuery, genreQuery } from '@/api/lists'

interface AlbumOwnerProps {
  artist?: string
  genre?: string
}

/** Whose albums are listed, where not all are. */
export function AlbumOwner({ artist = '', genre = '' }: AlbumOwnerProps) {
  const whose = useQuery({ ...artistQuery(artist), enabled: artist !== '' })
  const which = useQuery({ ...genreQuery(genre), enabled: artist === '' && genre !== '' })
  const look = 'hover:text-ink hover:underline'
  if (artist)
    return (
      <Link to="/artists/$id" params={{ id: artist }} className={look}>
        {whose.data?.name ?? '\u00a0'}
      </Link>
    )
  return (
    <Link to="/genres/$id" params={{ id: genre }} className={look}>
      {which.data?.name ?? '\u00a0'}
    </Link>
  )
}

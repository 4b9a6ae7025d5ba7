import {
  Clock,
  Disc3,
  Ear,
  FlaskConical,
  Folder,
  Heart,
  House,
  Library,
  ListMusic,
  type LucideIcon,
  Map as MapIcon,
  MicVocal,
  Radio,
  Route,
  Search,
  Settings,
  Shapes,
  ShieldCheck,
  Sparkles,
  Tag,
  Upload,
} from 'lucide-react'

export interface Place {
  readonly to: string
  readonly name: `nav.${'home' | 'tracks' | 'albums' | 'artists' | 'genres' | 'folders' | 'favourites' | 'history' | 'playlists' | 'discover' | 'radio' | 'path' | 'map' | 'mixes' | 'library' | 'alchemy' | 'clip' | 'uploads' | 'account' | 'admin' | 'search'}`
  readonly icon: LucideIcon
}

export const HOME: Place = { to: '/', name: 'nav.home', icon: House }

export const LIBRARY: readonly Place[] = [
  { to: '/tracks', name: 'nav.tracks', icon: Library },
  { to: '/albums', name: 'nav.albums', icon: Disc3 },
  { to: '/artists', name: 'nav.artists', icon: MicVocal },
  { to: '/genres', name: 'nav.genres', icon: Tag },
  { to: '/folders', name: 'nav.folders', icon: Folder },
]

export const DISCOVER: readonly Place[] = [
  { to: '/discover', name: 'nav.discover', icon: Sparkles },
  { to: '/map', name: 'nav.map', icon: MapIcon },
  { to: '/radio', name: 'nav.radio', icon: Radio },
  { to: '/path', name: 'nav.path', icon: Route },
  { to: '/alchemy', name: 'nav.alchemy', icon: FlaskConical },
  { to: '/mixes', name: 'nav.mixes', icon: Shapes },
]

export const CLIP: Place = { to: '/clip', name: 'nav.clip', icon: Ear }

export const YOURS: readonly Place[] = [
  { to: '/favourites', name: 'nav.favourites', icon: Heart },
  { to: '/history', name: 'nav.history', icon: Clock },
  { to: '/uploads', name: 'nav.uploads', icon: Upload },
]

export const PLAYLISTS: Place = { to: '/playlists', name: 'nav.playlists', icon: ListMusic }

export const SEARCH: Place = { to: '/search', name: 'nav.search', icon: Search }

const ACCOUNT: Place = { to: '/account', name: 'nav.account', icon: Settings }

/** For admins. */
export const ADMIN: Place = { to: '/admin', name: 'nav.admin', icon: ShieldCheck }

export const EVERYWHERE: readonly Place[] = [HOME, ...LIBRARY, ...DISCOVER, CLIP, ...YOURS, PLAYLISTS, SEARCH, ACCOUNT]

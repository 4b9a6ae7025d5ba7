import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { meQuery } from '@/api/session'
import { conditionsOf, type Filters, filtersOf } from '@/filters/filters'
import { part } from '@/lib/part'
import { ALBUM_ORDERS, ARTIST_ORDERS, orderIn } from '@/library/orders'
import { NotFound } from '@/pages/not-found'
import { RouteFault } from '@/pages/route-fault'
import { wishesOf } from '@/similar/wishes'
import { isOrder, type Order } from '@/tracks/orders'

interface Context {
  client: QueryClient
}

/** A page that is loaded once somebody goes there. */
function shown<T extends Record<string, unknown>, K extends keyof T = 'default'>(load: () => Promise<T>, name?: K) {
  return lazyRouteComponent(() => part(load), name)
}

const root = createRootRouteWithContext<Context>()({ notFoundComponent: NotFound })

/** Text of a search parameter; "" for anything else. */
const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string; invite?: string } => ({
    next: text(search.next),
    invite: text(search.invite),
  }),
  component: shown(() => import('@/pages/sign-in')),
})

const password = createRoute({
  getParentRoute: () => root,
  path: '/choose-password',
  component: shown(() => import('@/pages/choose-password')),
})

const shared = createRoute({
  getParentRoute: () => root,
  path: '/shared/$token',
  component: shown(() => import('@/pages/shared')),
})

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: shown(() => import('@/shell/layout'), 'Layout'),
  beforeLoad: async ({ context, location }) => {
    const me = await context.client.ensureQueryData(meQuery)
    if (!me) throw redirect({ to: '/sign-in', search: { next: location.href } })
    if (me.must_change_password) throw redirect({ to: '/choose-password' })
  },
})

const page = { getParentRoute: () => inside }

/** Admins only: nobody else is shown that there is such a page. */
const governing = {
  ...page,
  beforeLoad: async ({ context }: { context: Context }) => {
    const me = await context.client.ensureQueryData(meQuery)
    if (me?.role !== 'admin') throw redirect({ to: '/' })
  },
}

const home = createRoute({ ...page, path: '/', component: shown(() => import('@/pages/home')) })
const library = createRoute({
  ...page,
  path: '/library',
  component: shown(() => import('@/pages/library')),
})
const tracks = createRoute({
  ...page,
  path: '/tracks',
  validateSearch: (search): Filters & { q?: string; sort?: Order; reverse?: boolean } => ({
    ...filtersOf(search),
    q: text(search.q),
    sort: isOrder(search.sort) ? search.sort : undefined,
    reverse: search.reverse === true ? true : undefined,
  }),
  component: shown(() => import('@/pages/tracks')),
})
const track = createRoute({
  ...page,
  path: '/tracks/$id',
  validateSearch: wishesOf,
  component: shown(() => import('@/pages/track')),
})
const albums = createRoute({
  ...page,
  path: '/albums',
  validateSearch: (
    search,
  ): { artist?: string; genre?: string; sort?: (typeof ALBUM_ORDERS)[number]; reverse?: boolean } => ({
    artist: text(search.artist),
    genre: text(search.genre),
    ...orderIn(search, ALBUM_ORDERS),
  }),
  component: shown(() => import('@/pages/albums')),
})
const album = createRoute({
  ...page,
  path: '/albums/$id',
  component: shown(() => import('@/pages/album')),
})
const artists = createRoute({
  ...page,
  path: '/artists',
  validateSearch: (search): { sort?: (typeof ARTIST_ORDERS)[number]; reverse?: boolean } =>
    orderIn(search, ARTIST_ORDERS),
  component: shown(() => import('@/pages/artists')),
})
const artist = createRoute({
  ...page,
  path: '/artists/$id',
  component: shown(() => import('@/pages/artist')),
})
const genres = createRoute({ ...page, path: '/genres', component: shown(() => import('@/pages/genres')) })
const genre = createRoute({
  ...page,
  path: '/genres/$id',
  component: shown(() => import('@/pages/genre')),
})
const folders = createRoute({
  ...page,
  path: '/folders',
  validateSearch: (search): { path?: string } => ({ path: text(search.path) }),
  component: shown(() => import('@/pages/folders')),
})
const favourites = createRoute({
  ...page,
  path: '/favourites',
  component: shown(() => import('@/pages/favourites')),
})
const history = createRoute({
  ...page,
  path: '/history',
  component: shown(() => import('@/pages/history')),
})
const playlists = createRoute({
  ...page,
  path: '/playlists',
  component: shown(() => import('@/pages/playlists')),
})
const playlist = createRoute({
  ...page,
  path: '/playlists/$id',
  component: shown(() => import('@/pages/playlist')),
})
const discover = createRoute({
  ...page,
  path: '/discover',
  validateSearch: (search): Filters & { q?: string } => ({ q: text(search.q), ...conditionsOf(search) }),
  component: shown(() => import('@/pages/discover')),
})
const alchemy = createRoute({
  ...page,
  path: '/alchemy',
  validateSearch: (search): Filters & { more?: string; less?: string } => ({
    more: text(search.more),
    less: text(search.less),
    ...conditionsOf(search),
  }),
  component: shown(() => import('@/pages/alchemy')),
})
const clip = createRoute({ ...page, path: '/clip', component: shown(() => import('@/pages/clip')) })
const map = createRoute({
  ...page,
  path: '/map',
  validateSearch: (search): { track?: string; from?: string; to?: string; colour?: string; playlist?: string } => ({
    track: text(search.track),
    from: text(search.from),
    to: text(search.to),
    colour: text(search.colour),
    playlist: text(search.playlist),
  }),
  component: shown(() => import('@/pages/map')),
})
const radio = createRoute({
  ...page,
  path: '/radio',
  validateSearch: (search): { track?: string; seeds?: string; session?: string } => ({
    track: text(search.track),
    seeds: text(search.seeds),
    session: text(search.session),
  }),
  component: shown(() => import('@/pages/radio')),
})
const path = createRoute({
  ...page,
  path: '/path',
  validateSearch: (search): Filters & { from?: string; to?: string; via?: string; steps?: number } => ({
    from: text(search.from),
    to: text(search.to),
    via: text(search.via),
    steps: typeof search.steps === 'number' ? search.steps : undefined,
    ...conditionsOf(search),
  }),
  component: shown(() => import('@/pages/path')),
})
const mixes = createRoute({
  ...page,
  path: '/mixes',
  validateSearch: (search): { mix?: string; cluster?: string } => ({
    mix: text(search.mix),
    cluster: text(search.cluster),
  }),
  component: shown(() => import('@/pages/mixes')),
})
const search = createRoute({
  ...page,
  path: '/search',
  validateSearch: (search): { q?: string } => ({ q: text(search.q) }),
  component: shown(() => import('@/pages/search')),
})
const uploads = createRoute({
  ...page,
  path: '/uploads',
  component: shown(() => import('@/pages/uploads')),
})
const welcome = createRoute({
  ...governing,
  path: '/welcome',
  component: shown(() => import('@/pages/welcome')),
})
const account = createRoute({
  ...page,
  path: '/account',
  component: shown(() => import('@/pages/account')),
})
const admin = createRoute({
  ...governing,
  path: '/admin',
  validateSearch: (search): { tab?: string } => ({ tab: text(search.tab) }),
  component: shown(() => import('@/pages/admin')),
})

const tree = root.addChildren([
  signIn,
  password,
  shared,
  inside.addChildren([
    home,
    library,
    tracks,
    track,
    albums,
    album,
    artists,
    artist,
    genres,
    genre,
    folders,
    favourites,
    history,
    playlists,
    playlist,
    discover,
    alchemy,
    clip,
    map,
    radio,
    path,
    mixes,
    search,
    uploads,
    welcome,
    account,
    admin,
  ]),
])

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    // a page that fails leaves what stands around it, and the music
    defaultErrorComponent: RouteFault,
    scrollRestoration: false,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { csrfToken, whenSignedOut } from './api/client'
import { keys } from './api/keys'
import { Problem } from './api/problem'
import { meQuery } from './api/session'
import './app.css'
import { startSpeaking } from './i18n'
import { followTheme } from './lib/preferences'
import { PlayerProvider } from './player/context'
import { Player } from './player/player'
import { makeRouter } from './router'
import { Hints } from './ui/hints'
import { Toasts } from './ui/toasts'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (failures, fault) => failures < 3 && fault instanceof Problem && fault.passing,
      retryDelay: (failures, fault) =>
        fault instanceof Problem && fault.retryAfter ? 1000 * fault.retryAfter : Math.min(8000, 500 * 2 ** failures),
    },
  },
})

const router = makeRouter(client)
const player = new Player(client)

whenSignedOut(() => {
  client.setQueryData(keys.me, null)
  void router.invalidate()
})
followTheme()
if (csrfToken()) fetchAhead()
await startSpeaking()

const place = document.getElementById('root')
if (!place) throw new Error('The page has no place for the application.')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <PlayerProvider player={player}>
        <RouterProvider router={router} />
      </PlayerProvider>
      <Hints />
      <Toasts />
    </QueryClientProvider>
  </StrictMode>,
)

/** Who asks, the frame and the page are on their way while the words are: one after another they would take longer. */
function fetchAhead() {
  void client.prefetchQuery(meQuery)
  const [matched] = router.getMatchedRoutes(router.latestLocation.pathname)
  for (const { options } of matched) void options.component?.preload?.()
}

if (import.meta.env.PROD) void import('./pwa/register').then(({ keepShell }) => keepShell())

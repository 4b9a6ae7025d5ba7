import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Toaster } from 'sonner'
import { whenSignedOut } from './api/client'
import { keys } from './api/keys'
import { Problem } from './api/problem'
import './app.css'
import { startSpeaking } from './i18n'
import { followTheme } from './lib/preferences'
import { PlayerProvider } from './player/context'
import { Player } from './player/player'
import { makeRouter } from './router'

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
await startSpeaking()

const place = document.getElementById('root')
if (!place) throw new Error('The page has no place for the application.')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <PlayerProvider player={player}>
        <RouterProvider router={router} />
      </PlayerProvider>
      <Toaster
        position="bottom-center"
        offset={104}
        mobileOffset={140}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast: 'flex w-full items-center gap-3 rounded-2xl bg-ink px-4 py-3 text-page text-sm shadow-float',
            title: 'font-medium',
            actionButton: 'ml-auto rounded-full px-3 py-1 font-semibold hover:bg-page/15',
          },
        }}
      />
    </QueryClientProvider>
  </StrictMode>,
)

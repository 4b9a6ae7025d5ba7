import { Outlet } from '@tanstack/react-router'
import { Suspense, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { lazyPart } from '@/lib/part'
import { useArtworkAccent } from '@/player/accent'
import { OfflineNote } from '@/pwa/offline-note'
import { BottomNav } from './bottom-nav'
import { PageNews } from './page-news'
import { PlayerBar } from './player-bar'
import { ScrollerContext } from './scroller'
import { useShell } from './shell-store'
import { Sidebar } from './sidebar'
import { Topbar } from './topbar'
import { useFileGuard } from './use-file-guard'
import { usePageFocus } from './use-page-focus'
import { useScrollMemory } from './use-scroll-memory'
import { useShortcuts } from './use-shortcuts'

const QueuePanel = lazyPart(() => import('./queue-panel'))
const FullPlayer = lazyPart(() => import('./full-player'))
const NewPlaylist = lazyPart(() => import('./new-playlist'))
const Palette = lazyPart(() => import('./palette'))
const ShortcutsSheet = lazyPart(() => import('./shortcuts-sheet'))

/** What stands around every page once somebody is signed in. */
export function Layout() {
  const { t } = useTranslation()
  const shell = useShell()
  const scroller = useRef<HTMLElement>(null)
  useShortcuts()
  useArtworkAccent()
  useScrollMemory(scroller)
  usePageFocus(scroller)
  useFileGuard()

  return (
    <>
      <div className="grid h-dvh grid-rows-[minmax(0,1fr)_auto_auto]">
        <a
          href="#content"
          className="sr-only z-50 rounded-full bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:absolute focus:top-3 focus:left-3"
        >
          {t('nav.skip')}
        </a>
        <div
          className={cn(
            'grid min-h-0 lg:grid-cols-[15rem_minmax(0,1fr)]',
            shell.queue && 'lg:grid-cols-[15rem_minmax(0,1fr)_22rem]',
          )}
        >
          <div className="hidden min-h-0 border-line border-r bg-sunken lg:block">
            <Sidebar />
          </div>
          <div className="flex min-h-0 min-w-0 flex-col">
            <OfflineNote />
            <Topbar />
            <main
              id="content"
              ref={scroller}
              tabIndex={-1}
              className="relative min-h-0 flex-1 overflow-y-auto outline-none"
            >
              <ScrollerContext value={scroller}>
                <Outlet />
              </ScrollerContext>
            </main>
          </div>
          {shell.queue && (
            <div className="fixed inset-0 z-20 border-line border-l bg-surface lg:static lg:min-h-0">
              <Suspense>
                <QueuePanel />
              </Suspense>
            </div>
          )}
        </div>
        <PageNews />
        <PlayerBar />
        <BottomNav />
      </div>
      <Suspense>
        {shell.full && <FullPlayer />}
        {shell.palette && <Palette />}
        {shell.shortcuts && <ShortcutsSheet />}
        {shell.naming && <NewPlaylist />}
      </Suspense>
    </>
  )
}

/* global VERSION, SHELL -- written above this file when it is built: see vite/service-worker.ts */
// Keeps what the page itself is made of, so that it opens without a network. What comes from the API is never kept.

const PREFIX = 'musicsim-shell-'
const NAME = PREFIX + VERSION
const SERVED = /^\/(?:api|schema|metrics|health)(?:\/|$)/

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(SHELL)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forget().then(() => self.clients.claim()))
})

// the page asks for it, once somebody has said that it may load anew
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || SERVED.test(url.pathname)) return
  if (request.mode === 'navigate') event.respondWith(fresh(request, '/'))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(kept(request))
  else event.respondWith(fresh(request, request))
})

/** All versions but this one and the one before, which other windows may still show. */
async function forget() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME)
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)))
}

/** From the network or, without one, as it was kept. */
async function fresh(request, otherwise) {
  try {
    return await fetch(request)
  } catch (fault) {
    // the version before this one may be kept, too
    const found = await caches.match(otherwise, { cacheName: NAME })
    if (found) return found
    throw fault
  }
}

/** As it was kept: the name of such a file tells its content. */
async function kept(request) {
  const found = await caches.match(request)
  if (found) return found
  const response = await fetch(request)
  if (response.ok) {
    const cache = await caches.open(NAME)
    await cache.put(request, response.clone())
  }
  return response
}

import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { licences } from './vite/licences.ts'
import { precompress } from './vite/precompress.ts'
import { serviceWorker } from './vite/service-worker.ts'
import { together } from './vite/together.ts'

const API = process.env.MUSICSIM_API ?? 'http://127.0.0.1:8765'

/** What comes in one piece each: hundreds of crumbs would be as many requests, and pack worse. */
const GROUPS = [
  { debugName: 'core', name: together('core', /src\/main\.tsx$/), priority: 3 },
  { debugName: 'frame', name: together('frame', /src\/(?:shell\/layout|pages\/home)\.tsx$/), priority: 2 },
  { name: 'icons', test: /\/node_modules\/lucide-react\//, priority: 1, minShareCount: 3 },
  {
    name: 'parts',
    test: /\/node_modules\/(?:@radix-ui|@floating-ui|react-remove-scroll|aria-hidden)/,
    minShareCount: 25,
  },
  { name: 'ours', test: /\/src\//, minShareCount: 25 },
]

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    licences('licences.txt'),
    serviceWorker('src/pwa/service-worker.js'),
    precompress(),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    // data: addresses would need a wider Content-Security-Policy for fonts
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // what is loaded with what: the budgets are checked by it
    manifest: true,
    // the budgets say what is too large
    chunkSizeWarningLimit: 1024,
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  server: { proxy: { '/api': { target: API, headers: { host: new URL(API).host } } } },
})

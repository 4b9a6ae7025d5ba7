import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { licences } from './vite/licences.ts'
import { precompress } from './vite/precompress.ts'
import { serviceWorker } from './vite/service-worker.ts'
import { together } from './vite/together.ts'

const API = process.env.MUSICSIM_API ?? 'http://127.0.0.1:8765'

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
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ debugName: 'core', name: together('core', /src\/main\.tsx$/) }] } },
    },
  },
  server: { proxy: { '/api': { target: API, headers: { host: new URL(API).host } } } },
})

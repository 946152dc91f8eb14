import { existsSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = 'http://127.0.0.1:3000'
const at = (path: string) => new URL(path, import.meta.url).pathname
const entries = ['index.html', 'portal/index.html'].map(at).filter((path) => existsSync(path))

export default defineConfig({
  root: at('.'),
  plugins: [react()],
  build: {
    outDir: at('dist'),
    emptyOutDir: true,
    target: 'es2022',
    // Small files stay files: the content policy allows no inline script, and a data: URL is never cached.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_200,
    manifest: true,
    rolldownOptions: { input: entries }
  },
  worker: { format: 'es' },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/api', '/tmf-api', '/openapi.json', '/health'].map((path) => [path, server]))
  }
})

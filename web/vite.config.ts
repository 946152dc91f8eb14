import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { wirePlugin } from './portal/wire-plugin.ts'

const server = 'http://127.0.0.1:3000'
const at = (path: string) => new URL(path, import.meta.url).pathname
const entries = ['index.html', 'portal/index.html', 'portal/widget.ts'].map(at)

export default defineConfig({
  root: at('.'),
  plugins: [react(), wirePlugin()],
  build: {
    outDir: at('dist'),
    emptyOutDir: true,
    target: 'es2022',
    // Small files stay files: the content policy allows no inline script, and a data: URL is never cached.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_200,
    manifest: true,
    rolldownOptions: {
      input: entries,
      // The widget is named in the pages of others, so its address never changes.
      output: { entryFileNames: ({ name }) => (name === 'widget' ? 'portal/widget.js' : 'assets/[name]-[hash].js') }
    }
  },
  worker: { format: 'es' },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/api', '/tmf-api', '/openapi.json', '/health'].map((path) => [path, server]))
  }
})

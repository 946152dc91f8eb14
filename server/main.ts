import { enableCompileCache } from 'node:module'

// Static imports would be loaded before the cache is on.
enableCompileCache()
const { start } = await import('./start.ts')
await start()

import { type Config, readConfig } from './config.ts'
import { findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

/**
 * Runs a command of the command line with the owner's URL of the configured database: DATABASE_URL, else the embedded
 * server of the running product, else that server started for as long as the command runs.
 */
export async function withCommandDatabase<T>(run: (url: string, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const there = config.databaseUrl ?? findRunningPostgres(config.dataDir)
  if (there) return run(there, config)
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir })
  // Without this Ctrl-C would leave the stop to the guard, which is slower.
  const interrupted = () => void server.stop().finally(() => process.exit(130))
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  try {
    return await run(server.url, config)
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
    await server.stop()
  }
}

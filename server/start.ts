import { ConfigError, readConfig } from '#platform/config'
import { startEmbeddedPostgres } from '#platform/embedded-postgres'
import { migrate } from '#platform/migrate'
import { composeApp } from './app.ts'
import { greet } from './greet.ts'
import { runRoles } from './run-roles.ts'
import { seedIfEmpty } from './seed-if-empty.ts'

/** Starts the product: database, migrations, sample operator, roles; stops in order on SIGTERM and SIGINT. */
export async function start(): Promise<void> {
  const config = readConfigOrExit()
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres({ dataDir: config.dataDir }).catch(exitWith)
  const databaseUrl = config.databaseUrl ?? (embedded as { url: string }).url
  await migrate(databaseUrl)
  const app = composeApp(config, databaseUrl)
  await seedIfEmpty(app, databaseUrl, say)
  const running = await runRoles(app).catch(exitWith)
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 20_000).unref()
    await running.stop()
    await embedded?.stop()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (running.address) await greet(app, running.address)
}

function readConfigOrExit() {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) return exitWith(error)
    throw error
  }
}

/** Says in one line why the start failed, and ends. */
function exitWith(error: unknown): never {
  const { code, message } = error as Error & { code?: string }
  const port = code === 'EADDRINUSE' ? '端口已被占用 / The port is taken: ' : ''
  process.stderr.write(`${port}${message}\n`)
  process.exit(1)
}

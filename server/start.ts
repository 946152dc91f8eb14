import { type Config, ConfigError, readConfig } from '#platform/config'
import { type EmbeddedPostgres, findRunningPostgres, startEmbeddedPostgres } from '#platform/embedded-postgres'
import { migrate } from '#platform/migrate'
import { composeApp } from './app.ts'
import { greet } from './greet.ts'
import { keepTime, prepareAll, runRoles } from './run-roles.ts'
import { seedIfEmpty } from './seed-if-empty.ts'

/** Starts the product: database, migrations, sample operator, roles; stops in order on SIGTERM and SIGINT. */
export async function start(): Promise<void> {
  const config = readConfigOrExit()
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const { databaseUrl, embedded } = await openStore(config).catch(exitWith)
  const { appRoleEnforced } = await migrate(databaseUrl).catch(exitWith)
  const app = composeApp(config, databaseUrl)
  if (!appRoleEnforced) app.log.warn('the database user may not create roles: append-only tables rely on the product alone')
  await keepTime(app)
  await prepareAll(app)
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

/** The database: the one of DATABASE_URL, the embedded server another process of ours runs on this folder, or our own. */
async function openStore(config: Config): Promise<{ databaseUrl: string; embedded: EmbeddedPostgres | null }> {
  const running = config.databaseUrl ?? findRunningPostgres(config.dataDir)
  if (running) return { databaseUrl: running, embedded: null }
  const onEvent = (event: object) => process.stderr.write(`${JSON.stringify({ level: 40, msg: 'embedded PostgreSQL', ...event })}\n`)
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, onEvent })
  return { databaseUrl: embedded.url, embedded }
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

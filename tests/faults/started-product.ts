import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createStaff, issueToken } from '#capabilities/people'
import { type Database, openDatabase } from '#platform/database'
import { findRunningPostgres } from '#platform/embedded-postgres'

const main = path.resolve(import.meta.dirname, '../../server/main.ts')

/** The product as an operator runs it: its own process, its own folder, its own embedded PostgreSQL. */
export async function startedProduct(env: Record<string, string> = {}) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'shouwen-fault-'))
  const port = await freePort()
  let child: ChildProcess

  async function start(): Promise<void> {
    child = spawn(process.execPath, [main], {
      env: { ...process.env, VITEST: '', NODE_ENV: 'production', SEED: 'empty', LOG_LEVEL: 'error', PORT: String(port), DATA_DIR: dataDir, ...env },
      stdio: ['ignore', 'ignore', 'inherit']
    })
    // A test that dies must not leave a product behind: it would hold the run's output open for ever.
    const mine = child
    process.once('exit', () => mine.kill('SIGKILL'))
    await until(async () => (await health()) === 200, 180_000, 'the product did not become ready')
  }

  const url = `http://127.0.0.1:${port}`
  const health = () => fetch(`${url}/health`).then(
    (answer) => answer.status,
    () => 0
  )
  await start()

  /** A connection of the owner, as somebody with a database client would have. */
  const owner = (): Database => openDatabase(findRunningPostgres(dataDir) as string, { as: 'owner', max: 2 })

  return {
    url,
    dataDir,
    health,
    owner,
    start,
    /** Somebody of the one unit with these roles, and a token that may all of it. */
    async tokenFor(...roles: string[]): Promise<string> {
      const db = owner()
      const unit = await db.selectFrom('people.unit').select('id').where('region_id', '=', 1).executeTakeFirstOrThrow()
      const jobNumber = `F${Math.floor(Math.random() * 1e9)}`
      const token = await db.transaction().execute(async (tx) => {
        const { id } = await createStaff(tx, { unitId: unit.id, jobNumber, name: jobNumber, roles })
        return (await issueToken(tx, id, { name: 'fault', scopes: ['*'] })).token
      })
      await db.destroy()
      return token
    },
    /** kill -9 of the server process alone. */
    async kill(): Promise<void> {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
    async stop(): Promise<void> {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await gone
      }
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
    }
  }
}

export async function until(condition: () => Promise<boolean>, ms: number, otherwise: string): Promise<void> {
  const end = Date.now() + ms
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(otherwise)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}

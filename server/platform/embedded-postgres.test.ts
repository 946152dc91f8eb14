import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { isAlive } from './process-facts.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'shouwen-embedded-'))
  chmodSync(dataDir, 0o711)
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

async function start(options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, fast: true, ...options })
  onTestFinished(() => server.stop())
  return server
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query({ text: statement, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

const pidFile = () => join(dataDir, 'postgres/cluster/postmaster.pid')
const serverPid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0])

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await condition()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it never came true')
}

/** The product's launcher in a process of its own, so that it can be killed. */
async function startElsewhere(): Promise<{ url: string; process: ChildProcess }> {
  const code = `import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))}
    console.log((await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, fast: true })).url)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data')
  return { url: String(line).trim(), process: child }
}

test('data and port stay over a restart, and the password is needed', async () => {
  const first = await startEmbeddedPostgres({ dataDir, fast: true })
  await query(first.url, 'create table kept as select 7 as n')
  await expect(query(first.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password')
  await first.stop()
  expect(existsSync(pidFile())).toBe(false)
  const second = await start()
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'select n from kept')).toEqual([7])
  expect(statSync(join(dataDir, 'postgres/password')).mode & 0o077).toBe(0)
})

test('trigrams see Chinese', async () => {
  const { url } = await start()
  await query(url, 'create extension pg_trgm')
  expect(await query(url, `select cardinality(show_trgm('光缆故障'))`)).toEqual([5])
})

test('a second start on the same folder is refused with a clear code', async () => {
  await start()
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: 'directory-in-use' })
})

test('a folder with strange files, one that cannot be written and another major version are refused', async () => {
  mkdirSync(join(dataDir, 'postgres'))
  writeFileSync(join(dataDir, 'postgres/letter.txt'), 'not yours')
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: 'directory-not-ours' })
  const under = join(dataDir, 'postgres/letter.txt')
  await expect(startEmbeddedPostgres({ dataDir: under })).rejects.toMatchObject({ code: 'directory-not-writable' })
  mkdirSync(join(dataDir, 'postgres/cluster'))
  writeFileSync(join(dataDir, 'postgres/cluster/PG_VERSION'), '17\n')
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: 'other-version' })
})

test('a port that is wanted and taken is named; a remembered port that is taken is replaced', async () => {
  const first = await startEmbeddedPostgres({ dataDir, fast: true })
  await first.stop()
  const port = Number(new URL(first.url).port)
  const blocker = createServer().listen(port, '127.0.0.1')
  await once(blocker, 'listening')
  onTestFinished(() => void blocker.close())
  const failure = await startEmbeddedPostgres({ dataDir, fast: true, port }).catch((error) => error)
  expect(failure).toMatchObject({ code: 'port-taken', detail: String(port) })
  expect(failure.message).toContain('占用')
  expect(Number(new URL((await start()).url).port)).not.toBe(port)
})

test('when the product is killed, the server stops by itself and nothing acknowledged is lost', async () => {
  const { url, process: product } = await startElsewhere()
  await query(url, 'create table kept as select 7 as n')
  const pid = serverPid()
  product.kill('SIGKILL')
  await until(() => !isAlive(pid) && !existsSync(pidFile()))
  expect(await query((await start()).url, 'select n from kept')).toEqual([7])
})

test('an orphan whose guard was killed too is stopped by the next start', async () => {
  const { url, process: product } = await startElsewhere()
  await query(url, 'create table kept as select 7 as n')
  const orphan = serverPid()
  product.kill('SIGSTOP') // so that the guard's end goes unnoticed
  const guard = await guardOf(pidFile())
  process.kill(guard, 'SIGKILL')
  product.kill('SIGKILL')
  await once(product, 'exit')
  expect(isAlive(orphan)).toBe(true)
  expect(await query((await start()).url, 'select n from kept')).toEqual([7])
  expect(isAlive(orphan)).toBe(false)
})

async function guardOf(file: string): Promise<number> {
  const ps = spawn('ps', ['-eo', 'pid,args'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const line = (await text(ps.stdout))
    .split('\n')
    .find((each) => each.includes('shouwen-postgres-guard') && each.includes(file))
  return Number(line?.trim().split(' ')[0])
}

test('a number in the pid file that now belongs to another program does not stop the start', async () => {
  const first = await startEmbeddedPostgres({ dataDir, fast: true })
  await first.stop()
  writeFileSync(pidFile(), `${process.pid}\n`)
  expect(await query((await start()).url, 'select 1')).toEqual([1])
})

test('when PostgreSQL is killed it comes back on the same port with everything acknowledged', async () => {
  const events: string[] = []
  const { url } = await start({ fast: false, onEvent: (event) => events.push(event.kind) })
  await query(url, 'create table kept as select 7 as n')
  for (let round = 0; round < 2; round++) {
    const victim = serverPid()
    process.kill(victim, 'SIGKILL')
    await until(() => serverIsBack(victim))
    await until(() =>
      query(url, 'select n from kept').then(
        (rows) => rows[0] === 7,
        () => false
      )
    )
  }
  expect(events.filter((kind) => kind !== 'restart-failed')).toEqual(['died', 'restarted', 'died', 'restarted'])
})

function serverIsBack(previous: number): boolean {
  return existsSync(pidFile()) && serverPid() !== previous
}

test.runIf(process.getuid?.() === 0)('root may keep the data below a folder that the server cannot pass', async () => {
  chmodSync(dataDir, 0o700)
  const first = await startEmbeddedPostgres({ dataDir, fast: true })
  await query(first.url, 'create table kept as select 7 as n')
  await first.stop()
  expect(await query((await start()).url, 'select n from kept')).toEqual([7])
})

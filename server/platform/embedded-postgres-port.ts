import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/** The wanted port if it is free; else the one used last time; else any free one, which is remembered. */
export async function choosePort(home: string, wanted?: number): Promise<number> {
  const file = join(home, 'port')
  if (wanted !== undefined && !(await isFree(wanted))) throw new EmbeddedPostgresError('port-taken', String(wanted))
  const port = wanted ?? (await remembered(file)) ?? (await freePort())
  writeFileSync(file, `${port}\n`)
  return port
}

async function remembered(file: string): Promise<number | undefined> {
  try {
    const port = Number(readFileSync(file, 'utf8'))
    return port > 0 && (await isFree(port)) ? port : undefined
  } catch {
    return undefined
  }
}

async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined
}

async function freePort(): Promise<number> {
  const port = await listenOnce(0)
  if (port === undefined) throw new EmbeddedPostgresError('port-taken', 'every port')
  return port
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const bound = (server.address() as AddressInfo).port
      server.close(() => resolve(bound))
    })
  })
}

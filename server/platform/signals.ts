import { EventEmitter } from 'node:events'
import pg from 'pg'
import type { Logger } from 'pino'
import { newId } from './uuid7.ts'

/**
 * A passing sign for people who look at the same thing now (somebody types, somebody has read). It is in no table and no log; who is
 * not there misses it and nothing is lost.
 */
export type Signal = {
  event: string
  regionId: number
  ids: Record<string, string>
  /** Who is told: these staff, this customer, the visitor of this conversation. */
  to: { staffIds?: string[]; customerId?: string | null; conversationId?: string }
}

export type Signals = {
  /** Tells this process at once and the others by NOTIFY. Never throws: a lost sign is no failure. */
  send(signal: Signal): Promise<void>
  /** Calls back for every sign; returns how to stop. */
  hear(listener: (signal: Signal) => void): () => void
  /** Listens to the other processes until aborted, dialling again after a loss. */
  run(signal: AbortSignal): Promise<void>
  /** Does the database answer on this line, past whatever waits for the pool? Null while there is no line. */
  isAnswered(): Promise<boolean | null>
}

const CHANNEL = 'shouwen_signals'
const REDIAL_MS = 2000

/** One connection of its own listens, because a pool gives no place for notifications. */
export function openSignals(databaseUrl: string, log: Logger): Signals {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  const self = newId()
  let line: pg.Client | null = null
  let sent: Promise<unknown> = Promise.resolve()
  const tell = (signal: Signal) => void emitter.emit('signal', signal)

  async function listen(stop: AbortSignal): Promise<void> {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'shouwen signals',
      keepAlive: true
    })
    const ended = new Promise<void>((resolve) => {
      client.on('error', () => resolve())
      client.on('end', () => resolve())
      stop.addEventListener('abort', () => resolve(), { once: true })
    })
    client.on('notification', ({ payload }) => {
      const { from, ...signal } = JSON.parse(payload ?? '{}') as Signal & { from?: string }
      if (from !== undefined && from !== self) tell(signal)
    })
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      line = client
      await ended
    } finally {
      line = null
      await client.end().catch(() => {})
    }
  }

  /** One question after the other, as a connection answers them; null when it was not answered. */
  function inTurn<T>(ask: (client: pg.Client) => Promise<T>): Promise<T | null> {
    const answer = sent.then(async () => (line ? ask(line) : null)).catch(() => null)
    sent = answer
    return answer
  }

  return {
    async send(signal) {
      tell(signal)
      await inTurn((client) => client.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ ...signal, from: self })]))
    },
    hear(listener) {
      emitter.on('signal', listener)
      return () => void emitter.off('signal', listener)
    },
    async isAnswered() {
      return line ? inTurn((client) => client.query('select 1')).then((answer) => answer !== null) : null
    },
    async run(stop) {
      while (!stop.aborted) {
        await listen(stop).catch((error: unknown) => log.warn({ err: error }, 'signals: line lost, dialling again'))
        if (!stop.aborted) await new Promise((resolve) => setTimeout(resolve, REDIAL_MS))
      }
    }
  }
}

import type { FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Actor } from './action.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import type { Blobs } from './files.ts'
import type { Metrics } from './metrics.ts'
import type { Bell } from './bell.ts'
import type { Signals } from './signals.ts'

/** What every part of a running process may rely on; composed by hand in `server/app.ts`. */
export type App = {
  config: Config
  db: Database
  clock: Clock
  log: Logger
  files: Blobs
  metrics: Metrics
  /** Wakes the loops of this process; other processes find the same work by polling. */
  bell: Bell
  /** Passing signs between people: typing, read. */
  signals: Signals
  newId(): string
  /** Turns a request's cookie or bearer token into an actor; given by the people capability. */
  identify(request: FastifyRequest, wanted?: 'staff' | 'customer' | 'anyone'): Promise<Actor>
}

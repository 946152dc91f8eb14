import type { FastifyInstance } from 'fastify'
import { allOperations } from '@shouwen/contract/index'
import * as billing from '#capabilities/billing'
import * as compensation from '#capabilities/compensation'
import * as complaints from '#capabilities/complaints'
import * as contacts from '#capabilities/contacts'
import * as corrections from '#capabilities/corrections'
import * as customers from '#capabilities/customers'
import * as floor from '#capabilities/floor'
import * as handling from '#capabilities/handling'
import * as governance from '#capabilities/governance'
import * as imports from '#capabilities/imports'
import * as improvement from '#capabilities/improvement'
import * as integrations from '#capabilities/integrations'
import * as legal from '#capabilities/legal'
import * as menus from '#capabilities/menus'
import * as myComplaints from '#capabilities/my-complaints'
import * as norms from '#capabilities/norms'
import * as outbound from '#capabilities/outbound'
import * as people from '#capabilities/people'
import * as playbooks from '#capabilities/playbooks'
import * as secretary from '#capabilities/secretary'
import * as sms from '#capabilities/sms'
import * as surveys from '#capabilities/surveys'
import * as tickets from '#capabilities/tickets'
import * as vip from '#capabilities/vip'
import * as voice from '#capabilities/voice'
import type { Route } from '#platform/action'
import type { App } from '#platform/app-type'
import { openBell } from '#platform/bell'
import { type Clock, sharedClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { openDatabase } from '#platform/database'
import { openBlobs } from '#platform/files'
import { mount } from '#platform/http'
import { openLog } from '#platform/log'
import { openMetrics } from '#platform/metrics'
import { openApiOf } from '#platform/openapi'
import { openSignals } from '#platform/signals'
import type { Reaction } from '#platform/reactions'
import type { Repeating } from '#platform/jobs'
import { newId } from '#platform/uuid7'
import './adapters/mail/index.ts'
import * as ari from './adapters/ari/index.ts'
import './adapters/sms/index.ts'
import * as tmf from './adapters/tmf/index.ts'
import { housekeeping } from './housekeeping.ts'

/** What every capability offers to the composition root. */
export type Capability = {
  routes: Route[]
  reactions: Reaction[]
  repeating: Repeating[]
  /** Brings reference data in line with the rulebook and registers job kinds; runs once per process, must be repeatable. */
  prepare(app: App): Promise<void>
  /** Loops of its own, per role (a sweep, a mailbox). */
  loops?: { role: 'worker' | 'relay'; name: string; run(app: App, signal: AbortSignal): Promise<void> }[]
  /** Routes that are not operations of our contract: redirects, TMF faces, the chat widget. */
  mountExtra?(server: FastifyInstance, app: App): void
}

/** The capabilities in tier order: a lower one never imports a higher one; adapters last. */
export const capabilities: Capability[] = [people, customers, billing, sms, norms, tickets, floor, menus, contacts, voice, outbound, playbooks, surveys, corrections, secretary, vip, complaints, compensation, improvement, legal, handling, imports, governance, myComplaints, integrations, tmf, ari]

/** Makes the parts of a process; nothing runs yet and nothing connects. */
export function composeApp(config: Config, databaseUrl: string, clock: Clock = sharedClock()): App {
  const log = openLog(config.logLevel)
  const app: App = {
    config,
    db: openDatabase(databaseUrl, { max: 16, onConnectionLost: (error) => log.warn({ err: error }, 'database connection lost') }),
    clock,
    log,
    files: openBlobs(config.files),
    metrics: openMetrics(),
    bell: openBell(),
    signals: openSignals(databaseUrl, log),
    newId,
    identify: (request, wanted) => people.identify(app, request, wanted)
  }
  return app
}

export const allRoutes = (): Route[] => capabilities.flatMap((capability) => capability.routes)
export const allReactions = (): Reaction[] => capabilities.flatMap((capability) => capability.reactions)
export const allRepeating = (): Repeating[] => [...housekeeping, ...capabilities.flatMap((capability) => capability.repeating)]

/** Mounts every operation of every capability and the API description. */
export function mountAll(server: FastifyInstance, app: App): void {
  for (const capability of capabilities) {
    mount(server, app, capability.routes)
    capability.mountExtra?.(server, app)
  }
  const document = openApiOf(allOperations)
  server.get('/openapi.json', () => document)
}

import type { InputOf, Operation, OutputOf } from '@shouwen/contract/operation'
import type { Readable } from 'node:stream'
import type { Grant } from './access.ts'
import type { App } from './app-type.ts'
import type { StoredFile } from './files.ts'
import type { Database, Tx } from './database.ts'
import type { Gathered } from './gathered-writes.ts'

/** Who acts. A staff member carries resolved grants; a customer acts on their own matters only. */
export type Actor =
  | {
      kind: 'staff'
      id: string
      regionId: number
      unitId: string
      jobNumber: string
      grants: Grant[]
      /** Classes of personal data the person's roles show unmasked. */
      sees: string[]
      sessionId: string | null
      /** Scopes of an API token: the verbs it may use at most; null for a person at the screen. */
      tokenScopes: string[] | null
    }
  | { kind: 'customer'; id: string; regionId: number; sessionId: string }
  /** Somebody who did not sign in and has begun a conversation: they see that one and nothing else. */
  | { kind: 'visitor'; conversationId: string; regionId: number }
  | { kind: 'anonymous' }
  | { kind: 'system'; name: string }

/** A file that came with the call: its content is stored, the action writes the row that refers to it. */
/** A cookie the answer sets; `maxAgeSeconds` 0 removes it. Always HttpOnly, SameSite=Lax, Secure over https. */
export type CookieChange = { name: string; value: string; maxAgeSeconds: number }

export type Upload = StoredFile

/** What an action is given beside its input. In a write `tx` is an open transaction; in a read it is the plain pool. */
export type Call = {
  app: App
  tx: Database | Tx
  actor: Actor
  now: Date
  requestId: string
  ip: string | null
  userAgent: string | null
  /** The host name the request was sent to, without port. */
  host: string | null
  /** Why sensitive fields are wanted, as the person stated it (GV-03). */
  purpose: string | null
  uploads: Upload[]
  /** Refused verbs of this call, written to the audit even though the transaction is rolled back. */
  denials: { verb: string; regionId: number }[]
  /** Cookies set on the answer once the action has succeeded. */
  cookies: CookieChange[]
  /** Run once the transaction has committed: wake loops, never needed for correctness. */
  afterCommit: (() => void)[]
  /** History brought in from elsewhere: its events say so, and nobody outside is told of them. */
  imported?: boolean
  /** Set by an import: rows that wait to be written together, see gathered-writes.ts. */
  gathered?: Gathered
}

/** What a `stream` operation answers. */
export type StreamAnswer = { stream: Readable; headers: Record<string, string>; status?: number }

export type Action<Op extends Operation> = (
  call: Call,
  input: InputOf<Op>
) => Promise<Op['transport'] extends 'stream' ? StreamAnswer : OutputOf<Op>>

/** An operation bound to its action; capabilities export lists of these. */
export type Route = { operation: Operation; action: (call: Call, input: never) => Promise<unknown> } & RouteOptions

export type RouteOptions = {
  /** `tx` is the plain pool and the action opens its own transactions: hashing must hold no connection, a counted failure must stay. */
  ownTransactions?: boolean
  /** The answer holds a secret shown once, so it is not kept to be repeated for an idempotency key. */
  secretAnswer?: boolean
}

/** Binds an operation of the contract to its action. */
export function serve<Op extends Operation>(
  operation: Op,
  action: (call: Call, input: InputOf<Op>) => Promise<OutputOf<Op> | StreamAnswer>,
  options: RouteOptions = {}
): Route {
  return { operation, action, ...options }
}

/** The id of the acting staff member, or null: for columns that name who did something. */
export function staffId(actor: Actor): string | null {
  return actor.kind === 'staff' ? actor.id : null
}

/** Kind and id of an actor as stored in events and audit. */
export function actorColumns(actor: Actor): { actor_kind: string; actor_id: string | null } {
  return { actor_kind: actor.kind, actor_id: actor.kind === 'staff' || actor.kind === 'customer' ? actor.id : null }
}

/**
 * Runs an action outside HTTP (a job, a reaction, an import) in one transaction as the system or a given actor.
 * What it returns is committed.
 */
export async function transact<T>(app: App, actor: Actor, run: (call: Call) => Promise<T>): Promise<T> {
  const afterCommit: (() => void)[] = []
  const result = await app.db.transaction().execute((tx) => run(callOf(app, tx, actor, afterCommit)))
  for (const wake of afterCommit) wake()
  return result
}

/** A call for work that does not come from HTTP. */
export function callOf(app: App, tx: Database | Tx, actor: Actor, afterCommit: (() => void)[] = []): Call {
  return {
    app,
    tx,
    actor,
    now: app.clock.now(),
    requestId: app.newId(),
    ip: null,
    userAgent: null,
    host: null,
    purpose: null,
    uploads: [],
    denials: [],
    cookies: [],
    afterCommit
  }
}

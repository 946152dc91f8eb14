import type { Static } from '@shouwen/contract/operation'
import type { WebhookView } from '@shouwen/contract/integrations'
import { allEvents } from '@shouwen/contract/index'
import type { Selectable } from 'kysely'
import { allows, grantsFor } from '#platform/access'
import type { Actor, Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { IntegrationsSubscription } from '#platform/schema.gen'
import { openSecret, sealSecret } from '#platform/secret-box'
import { addressFault } from './address-guard.ts'
import { newSigningSecret } from './signature.ts'

export type Subscription = Selectable<IntegrationsSubscription>

export const verb = 'webhook.write'
const reachesAll = (actor: Actor) => grantsFor(actor, verb).some((grant) => grant.scope === 'all')

/** May the actor manage subscriptions to events of this region? Null asks for all regions. */
export function mayManage(actor: Actor, regionId: number | null): boolean {
  return regionId === null ? reachesAll(actor) : allows(actor, verb, { regionId })
}

/** The subscription, locked; refuses with `not-found` also when the actor may not manage it. */
export async function subscriptionFor(call: Call, id: string): Promise<Subscription> {
  const found = await call.tx
    .selectFrom('integrations.subscription')
    .selectAll()
    .where('id', '=', id)
    .$if(call.tx.isTransaction, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!found || !mayManage(call.actor, found.region_id)) throw refuse('not-found')
  return found
}

/** Refuses with `webhook-url-not-allowed`. */
export function checkUrl(call: Call, url: string): void {
  if (addressFault(url, call.app.config.privateWebhooks)) throw refuse('webhook-url-not-allowed')
}

const eventNames = Object.keys(allEvents)

/** Does one of the patterns cover the event? No pattern covers all. */
export function covered(patterns: readonly string[], name: string): boolean {
  return patterns.length === 0 || patterns.some((pattern) => pattern === '*' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1))))
}

/** Refuses with `webhook-event-unknown` a pattern that covers no event there is. */
export function checkEvents(patterns: readonly string[]): void {
  const unknown = patterns.filter((pattern) => !eventNames.some((name) => covered([pattern], name)))
  if (unknown.length > 0) throw refuse('webhook-event-unknown', { unknown })
}

const purposeOf = (id: string) => `webhook ${id}`

/** A new secret and how it is kept. */
export function sealedSecret(call: Call, id: string): { secret: string; sealed: Buffer } {
  const secret = newSigningSecret()
  return { secret, sealed: sealSecret(call.app.config.dataDir, purposeOf(id), secret) }
}

/** The secrets that sign now: the present one, and the one before for a day after a change. */
export function secretsOf(call: Pick<Call, 'app' | 'now'>, { id, secret, previous_secret, previous_until }: Subscription): string[] {
  const boxes = [secret, previous_until && previous_until > call.now ? previous_secret : null]
  return boxes.flatMap((box) => (box ? [openSecret(call.app.config.dataDir, purposeOf(id), box as Buffer)] : []))
}

/** A subscription as the contract shows it; its secret never. */
export function webhookView(row: Subscription): Static<typeof WebhookView> {
  return {
    id: row.id,
    kind: row.kind,
    face: row.face,
    regionId: row.region_id,
    name: row.name,
    url: row.callback,
    events: row.events,
    query: row.query,
    active: row.active,
    stoppedBecause: row.stopped_because,
    failingSince: row.failing_since?.toISOString() ?? null,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString()
  }
}

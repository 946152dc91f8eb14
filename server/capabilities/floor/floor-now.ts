import { createRouter, type Router } from '@shouwen/kernels/routing/index'
import type { Call } from '#platform/action'
import type { RoutingRule } from '#server/rulebook-types'
import type { FloorContactRow } from './contact.ts'
import { changesSince } from './dispatcher/follow.ts'
import { readRoster, type Roster } from './dispatcher/roster.ts'
import { routingAgent, routingRules } from './dispatcher/routing-agent.ts'
import { routingContact } from './routing-rule.ts'

/** The kernel as the dispatcher has it, built anew from the live rows for a page: under the rules of now, or a draft. */
export async function floorNow(call: Call, regionId: number, draft?: readonly RoutingRule[]): Promise<{ router: Router; waiting: FloorContactRow[]; roster: Roster }> {
  const roster = await readRoster(call.tx, regionId)
  const { contacts, seats } = await changesSince(call.tx, regionId, null)
  return { router: routerOf(roster, contacts, seats, draft), waiting: contacts.filter((row) => row.state === 'waiting'), roster }
}

/** A router that knows these people and these waiting contacts. */
export function routerOf(roster: Roster, contacts: readonly FloorContactRow[], seats: Awaited<ReturnType<typeof changesSince>>['seats'], draft?: readonly RoutingRule[]): Router {
  const router = createRouter(routingRules())
  for (const seat of seats) {
    const member = roster.members.get(seat.staff_id)
    if (member) router.agentChanged(routingAgent(seat, member))
  }
  for (const row of contacts) if (row.state === 'waiting') router.contactWaits(routingContact(row, roster.queues, draft))
  return router
}

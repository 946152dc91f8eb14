import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listCalls as listOperation, listLiveCalls as liveOperation, listMyCalls as mineOperation } from '@shouwen/contract/calls'
import { allows, scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { type Conversation, conversationsOfTicket, personOf, readableConversation } from '#capabilities/contacts'
import { staffNames } from '#capabilities/people'
import { getTicket, permitTicket } from '#capabilities/tickets'
import { callViews } from './call-view.ts'
import { type CallRow, legsOf, type Loaded, placementOf } from './load-call.ts'
import { pausesOf } from './recording-state.ts'
import { iso } from './voice-rules.ts'

/** What concerns the acting person: rings for them, goes on with them, or owes its result. */
export async function listMyCalls(call: Call): Promise<OutputOf<typeof mineOperation>> {
  const { actor } = call
  if (actor.kind !== 'staff') return { items: [] }
  const rows = await call.tx
    .selectFrom('voice.call')
    .selectAll()
    .where('region_id', '=', actor.regionId)
    .where((where) =>
      where.or([
        where.and([where('state', '=', 'offered'), where('offered_to', '=', actor.id)]),
        where('wrap_up_staff_id', '=', actor.id),
        where(
          'id',
          'in',
          call.tx.selectFrom('voice.leg').select('call_id').where('region_id', '=', actor.regionId).where('staff_id', '=', actor.id).where('state', '!=', 'ended')
        )
      ])
    )
    .orderBy('started_at')
    .limit(20)
    .execute()
  return { items: await callViews(call, await withLegs(call, rows)) }
}

/** Calls that go on where the reader may listen, the longest first. */
export async function listLiveCalls(call: Call, { limit = 100 }: InputOf<typeof liveOperation>): Promise<OutputOf<typeof liveOperation>> {
  const rows = await call.tx
    .selectFrom('voice.call as c')
    .selectAll('c')
    .where('c.state', '!=', 'ended')
    .where(scopeFilter(call.actor, 'call.monitor', { regionId: 'c.region_id', unitId: 'c.unit_id', staffIds: ['c.staff_id'] }))
    .orderBy('c.started_at')
    .limit(limit)
    .execute()
  const views = await Promise.all([...Map.groupBy(rows, (row) => row.region_id).values()].map(async (own) => callViews(call, await withLegs(call, own))))
  return { items: views.flat() }
}

/** Calls of a ticket or of one contact, each with its story and its recordings. */
export async function listCalls(call: Call, { ticketId, conversationId }: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const [first, ...more] = await conversationsFor(call, ticketId, conversationId)
  if (!first) return { items: [] }
  const rows = await call.tx
    .selectFrom('voice.call')
    .selectAll()
    .where('region_id', '=', first.region_id)
    .where('conversation_id', 'in', [first, ...more].map((one) => one.id))
    .orderBy('started_at', 'desc')
    .execute()
  const views = new Map((await callViews(call, await withLegs(call, rows))).map((view) => [view.id, view]))
  const items: OutputOf<typeof listOperation>['items'] = []
  for (const row of rows) {
    const view = views.get(row.id)
    if (view) items.push({ call: view, ...(await storyOf(call, row)), mayListen: allows(call.actor, 'recording.listen', placementOf(row)) })
  }
  return { items }
}

async function conversationsFor(call: Call, ticketId: string | undefined, conversationId: string | undefined): Promise<Conversation[]> {
  if (conversationId) return [await readableConversation(call, conversationId)]
  if (!ticketId) throw refuse('required-field-missing', { fields: ['ticketId', 'conversationId'] })
  const ticket = permitTicket(call, 'ticket.read', await getTicket(call, ticketId))
  return conversationsOfTicket(call, { regionId: ticket.region_id, id: ticket.id }, 'phone')
}

async function storyOf(call: Call, { region_id, id }: CallRow) {
  const steps = await call.tx.selectFrom('voice.step').selectAll().where('region_id', '=', region_id).where('call_id', '=', id).orderBy('id').limit(500).execute()
  const recordings = await call.tx.selectFrom('voice.recording').selectAll().where('region_id', '=', region_id).where('call_id', '=', id).orderBy('id').execute()
  const names = await staffNames(call.tx, [...steps, ...recordings].map((one) => one.staff_id))
  return {
    steps: steps.map((step) => ({
      id: step.id,
      kind: step.kind,
      party: step.party,
      staff: personOf(names, step.staff_id),
      at: step.at.toISOString(),
      data: step.data as Record<string, string | number | boolean>
    })),
    recordings: recordings.map((one) => ({
      id: one.id,
      state: one.state,
      staff: personOf(names, one.staff_id),
      startedAt: one.started_at.toISOString(),
      endedAt: iso(one.ended_at),
      bytes: Number(one.bytes),
      sha256: one.sha256?.toString('hex') ?? null,
      pauses: pausesOf(one)
    }))
  }
}

async function withLegs(call: Call, rows: readonly CallRow[]): Promise<Loaded[]> {
  const [first] = rows
  if (!first) return []
  const legs = Map.groupBy(await legsOf(call, first.region_id, rows.map((row) => row.id)), (leg) => leg.call_id)
  return rows.map((row) => ({ row, legs: legs.get(row.id) ?? [] }))
}


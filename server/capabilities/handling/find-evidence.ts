import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { Ticket } from '#capabilities/tickets'
import { callsOfTicket } from '#capabilities/voice'
import type { Need, ProcedureStep } from '#server/rulebook-handling'
import { commitmentsOf } from './commitment.ts'
import type { Answers } from './procedure.ts'
import { type Found, isRestated, type Run } from './run.ts'

const nothing = { ref: null, at: null, offsetSeconds: null, by: null }

/**
 * What the product itself knows about a step: where in the call it was ticked, and what the step needs. Refuses with `evidence-missing` when
 * what it needs has not happened; the step can then be left out with a reason. @norm TK-22 TK-25 TK-27 SC-13
 */
export async function findEvidence(call: Call, ticket: Ticket, run: Run, step: ProcedureStep, answers: Answers): Promise<Found[]> {
  const inCall = await placeInCall(call, ticket)
  if (!step.needs) return inCall
  const found = await needed[step.needs](call, ticket, run, answers)
  if (!found) throw refuse('evidence-missing', { needs: step.needs })
  return [...inCall, found]
}

/** Seconds into the call that goes on now. */
async function placeInCall(call: Call, ticket: Ticket): Promise<Found[]> {
  const live = (await callsOf(call, ticket)).find(({ answeredAt, endedAt }) => answeredAt !== null && endedAt === null)
  if (!live?.answeredAt) return []
  return [{ ...nothing, kind: 'call', ref: live.id, at: call.now.toISOString(), offsetSeconds: Math.round((call.now.getTime() - live.answeredAt.getTime()) / 1000) }]
}

type Look = (call: Call, ticket: Ticket, run: Run, answers: Answers) => Promise<Found | null>

const needed: Record<Need, Look> = {
  'answer-or-promise': async (call, ticket, run, answers) => {
    const answer = answers['answer']
    return typeof answer === 'string' && answer.trim() !== '' ? { ...nothing, kind: 'answer', at: call.now.toISOString() } : promised(call, ticket, run)
  },
  promise: (call, ticket, run) => promised(call, ticket, run),
  'customer-released': async (call, ticket, run) => {
    const last = (await callsOf(call, ticket)).find(({ id, endedAt }) => endedAt !== null && (endedAt >= run.begun_at || id === run.call_id))
    if (!last?.endedAt || last.endedBy !== 'customer') return null
    return { ...nothing, kind: 'released', ref: last.id, at: last.endedAt.toISOString(), by: last.endedBy }
  },
  signature: async (call, ticket, run) => {
    const row = await call.tx.selectFrom('handling.reception_record').select('signed_at').where('region_id', '=', ticket.region_id).where('run_id', '=', run.id).executeTakeFirst()
    return row ? { ...nothing, kind: 'signature', ref: run.id, at: row.signed_at.toISOString() } : null
  },
  'handed-up': async (call, ticket, run) => {
    const row = await call.tx
      .selectFrom('handling.hand_up')
      .select(['handover_id', 'at'])
      .where('region_id', '=', ticket.region_id)
      .where('ticket_id', '=', ticket.id)
      .where('at', '>=', run.begun_at)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row ? { ...nothing, kind: 'handover', ref: row.handover_id, at: row.at.toISOString() } : null
  },
  restated: async (call, ticket) => ((await isRestated(call, ticket)) ? { ...nothing, kind: 'restated' } : null)
}

const callsOf = (call: Call, { region_id, id }: Ticket) => callsOfTicket(call, { regionId: region_id, id })

/** A time told to the customer since the procedure began, or one that still runs. */
async function promised(call: Call, ticket: Ticket, run: Run): Promise<Found | null> {
  const told = (await commitmentsOf(call, ticket)).find(({ state, made_at }) => state === 'open' || (state === 'kept' && made_at >= run.begun_at))
  return told ? { ...nothing, kind: 'promise', ref: told.id, at: told.made_at.toISOString() } : null
}

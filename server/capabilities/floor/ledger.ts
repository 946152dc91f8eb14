import type { PassedOver } from '@shouwen/kernels/routing/index'
import type { Call } from '#platform/action'
import type { FloorContactRow } from './contact.ts'
import { waitedSeconds } from './marks.ts'

export type DecisionOutcome = 'accepted' | 'unanswered' | 'declined' | 'desk-left' | 'withdrawn'

/** One line of the ledger: who got a contact, of whom it could have been, and why. */
export type LedgerLine = {
  contact: FloorContactRow
  staffId: string
  way: 'offered' | 'taken' | 'assigned'
  step?: number
  score?: number
  why?: string
  eligible?: number
  eligibleIds?: readonly string[]
  passedOver?: readonly PassedOver[]
  epoch?: number
  outcome?: DecisionOutcome
}

/** Writes lines of the ledger in one statement. */
export async function enterDecisions(call: Call, lines: readonly LedgerLine[]): Promise<void> {
  if (lines.length === 0) return
  await call.tx
    .insertInto('floor.decision')
    .values(
      lines.map(({ contact, staffId, way, step = 0, score = 0, why = way, eligible = 0, passedOver = [], epoch = 0, outcome = null }) => ({
        region_id: contact.region_id,
        id: call.app.newId(),
        kind: contact.kind,
        contact_id: contact.id,
        queue_code: contact.queue_code,
        via_queue: contact.via_queue,
        staff_id: staffId,
        at: call.now,
        rule_id: contact.rule_id,
        way,
        step,
        score,
        why,
        waited_seconds: waitedSeconds(contact, call.now),
        eligible,
        passed_over: JSON.stringify(passedOver.map(({ agentId, code }) => ({ staffId: agentId, code }))),
        epoch,
        outcome,
        outcome_at: outcome ? call.now : null
      }))
    )
    .execute()
}

/** Says what became of the offer that stands. */
export async function closeDecision(...given: Parameters<typeof closingDecision>): Promise<void> {
  await closingDecision(...given).execute()
}

/** The same as a query, to be written along with another. */
export const closingDecision = (call: Call, { region_id, kind, id }: Pick<FloorContactRow, 'region_id' | 'kind' | 'id'>, outcome: DecisionOutcome, reason: string | null = null) =>
  call.tx
    .updateTable('floor.decision')
    .set({ outcome, outcome_reason: reason, outcome_at: call.now })
    .where('region_id', '=', region_id)
    .where('kind', '=', kind)
    .where('contact_id', '=', id)
    .where('outcome', 'is', null)

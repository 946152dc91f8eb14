import type { leaveStepOut as leaveOperation, takeStep as takeOperation } from '@shouwen/contract/handling-procedures'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import type { Ticket } from '#capabilities/tickets'
import type { ProcedureStep } from '#server/rulebook-handling'
import { type Case, caseHappened, caseToWorkOn } from './case-ticket.ts'
import { findEvidence } from './find-evidence.ts'
import { type Answers, isFinished, missingAnswers, ownAnswers, stepStates } from './procedure.ts'
import { type Found, procedureOf, type Run, runView, type Step, stepsOf, takenOf } from './run.ts'

/**
 * Takes the step whose turn it is, with what it asks for and the evidence the product finds for it: the place in the call, who let go, the
 * promise, the signature. Refuses with `step-not-its-turn`, `required-field-missing` and `evidence-missing`.
 * @norm TK-22 TK-23 TK-24 TK-25 TK-27 TK-59 SC-13
 */
export async function takeStep(call: Call, { ticketId, runId, step: code, answers: given = {} }: InputOf<typeof takeOperation>): Promise<OutputOf<typeof takeOperation>> {
  const { ticket, run, step } = await stepInTurn(call, ticketId, runId, code)
  const answers = ownAnswers(step, given)
  const missing = missingAnswers(step, answers)
  if (missing.length > 0) throw refuse('required-field-missing', { fields: missing })
  const found = await findEvidence(call, ticket, run, step, answers)
  return written(call, ticket, run, { step: code, state: 'done', answers, reason: null, evidence: found })
}

/** Leaves the step out; the reason stays with it. */
export async function leaveStepOut(call: Call, { ticketId, runId, step: code, reason }: InputOf<typeof leaveOperation>): Promise<OutputOf<typeof leaveOperation>> {
  const { ticket, run } = await stepInTurn(call, ticketId, runId, code)
  return written(call, ticket, run, { step: code, state: 'left-out', answers: {}, reason, evidence: [] })
}

/** The run, whose ticket is locked; refuses with `not-found`. */
export async function runOf(call: Call, ticketId: string, runId: string): Promise<{ ticket: Case; run: Run; steps: Step[] }> {
  const ticket = await caseToWorkOn(call, ticketId)
  const run = await call.tx.selectFrom('handling.run').selectAll().where('region_id', '=', ticket.region_id).where('id', '=', runId).where('ticket_id', '=', ticket.id).executeTakeFirst()
  if (!run) throw refuse('not-found')
  return { ticket, run, steps: (await stepsOf(call.tx, ticket.region_id, [run.id])).get(run.id) ?? [] }
}

async function stepInTurn(call: Call, ticketId: string, runId: string, code: string): Promise<{ ticket: Case; run: Run; step: ProcedureStep }> {
  const { ticket, run, steps } = await runOf(call, ticketId, runId)
  const procedure = procedureOf(run)
  const step = procedure.steps.find((one) => one.code === code)
  if (!step) throw refuse('not-found')
  const states = stepStates(procedure, takenOf(steps))
  if (states.get(code) !== 'open') throw refuse('step-not-its-turn', { turn: [...states].find(([, state]) => state === 'open')?.[0] ?? null })
  return { ticket, run, step }
}

type Written = { step: string; state: 'done' | 'left-out'; answers: Answers; reason: string | null; evidence: Found[] }

async function written(call: Call, ticket: Ticket, run: Run, { step, state, answers, reason, evidence }: Written) {
  const { region_id } = ticket
  await call.tx
    .insertInto('handling.run_step')
    .values({ region_id, run_id: run.id, step, state, answers: JSON.stringify(answers), reason, evidence: JSON.stringify(evidence), by_id: staffId(call.actor), at: call.now })
    .execute()
  const steps = (await stepsOf(call.tx, region_id, [run.id])).get(run.id) ?? []
  const over = isFinished(stepStates(procedureOf(run), takenOf(steps)))
  const after = over ? await call.tx.updateTable('handling.run').set({ finished_at: call.now }).where('region_id', '=', region_id).where('id', '=', run.id).returningAll().executeTakeFirstOrThrow() : run
  await caseHappened(call, ticket, 'handling.step-taken', { runId: run.id, procedure: run.procedure, step, state })
  if (over)
    await prove(call, {
      kind: 'complaint.procedure-finished',
      regionId: region_id,
      subjectKind: 'ticket',
      subjectId: ticket.id,
      payload: { runId: run.id, procedure: run.procedure, steps: steps.map((one) => ({ step: one.step, state: one.state, at: one.at.toISOString(), answers: one.answers, reason: one.reason, evidence: one.evidence })) }
    })
  return runView(call, ticket, after)
}

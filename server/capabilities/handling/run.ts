import type { beginRun as beginOperation, listRuns as listOperation, RunView } from '@shouwen/contract/handling-procedures'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { HandlingRun, HandlingRunStep } from '#platform/schema.gen'
import { staffOver } from '#capabilities/people'
import { parametersOf } from '#capabilities/norms'
import { noteTicket, type Ticket } from '#capabilities/tickets'
import { callsOfTicket } from '#capabilities/voice'
import type { Procedure } from '#server/rulebook-handling'
import { caseHappened, caseToRead, caseToWorkOn } from './case-ticket.ts'
import { type Answers, stepStates, type Taken } from './procedure.ts'
import { recordViews } from './record-views.ts'
import { coded, entry, handlingBook, iso, peopleOf, personOf } from './words.ts'

export type Run = Selectable<HandlingRun>
export type Step = Selectable<HandlingRunStep>
export type Found = Static<typeof RunView>['steps'][number]['found'][number]

/**
 * Begins a procedure for a complaint; one that is open goes on. A dispute on site is told to the superior at once.
 * Refuses with `procedure-unknown`. @norm TK-22 TK-23 TK-59
 */
export async function beginRun(call: Call, { ticketId, procedure: code }: InputOf<typeof beginOperation>): Promise<OutputOf<typeof beginOperation>> {
  const ticket = await caseToWorkOn(call, ticketId)
  const procedure = entry(handlingBook().procedures.procedures, code)
  if (!procedure) throw refuse('procedure-unknown')
  const open = (await runsOf(call.tx, ticket)).find((run) => run.procedure === code && run.finished_at === null)
  if (open) return runView(call, ticket, open)
  const live = (await callsOfTicket(call, { regionId: ticket.region_id, id: ticket.id })).find(({ answeredAt, endedAt }) => answeredAt !== null && endedAt === null)
  const run = await call.tx
    .insertInto('handling.run')
    .values({ region_id: ticket.region_id, id: call.app.newId(), ticket_id: ticket.id, procedure: code, call_id: live?.id ?? null, begun_by: staffId(call.actor), begun_at: call.now })
    .returningAll()
    .executeTakeFirstOrThrow()
  await caseHappened(call, ticket, 'handling.step-taken', { runId: run.id, procedure: code })
  if (procedure.incident) await tellSuperior(call, ticket, procedure, run)
  return runView(call, ticket, run)
}

/** The nearest superior finds the incident in their mentions. @norm TK-59 */
async function tellSuperior(call: Call, ticket: Ticket, { zh }: Procedure, run: Run): Promise<void> {
  const above = await superiorsOf(call, ticket)
  await noteTicket(call, { regionId: ticket.region_id, id: ticket.id }, { body: `${zh}：${ticket.number}`, mentions: above.slice(0, 1).map(({ id }) => id) })
  await caseHappened(call, ticket, 'handling.incident', { runId: run.id })
}

/** Who a complaint can be handed up to, the nearest first: superiors of its unit, or of the acting person's, who need not stay away from it. */
export async function superiorsOf(call: Call, ticket: Ticket): Promise<{ id: string; name: string; jobNumber: string }[]> {
  const { supervisors } = await parametersOf(call, 'recusal')
  const roles = (supervisors as string[] | undefined) ?? []
  const units = [call.actor.kind === 'staff' ? call.actor.unitId : null, ticket.unit_id].filter((id): id is string => id !== null)
  const found = (await Promise.all(units.map((unitId) => staffOver(call.tx, unitId, roles)))).flat()
  const me = staffId(call.actor)
  return [...new Map(found.map((one) => [one.id, one])).values()].filter(({ id }) => id !== me && id !== ticket.assignee_id && !ticket.avoid_staff_ids.includes(id))
}

/** The procedures of a complaint, the newest first, and those one can begin. */
export async function listRuns(call: Call, { ticketId }: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const ticket = await caseToRead(call, ticketId)
  const runs = await runsOf(call.tx, ticket)
  return {
    items: await runViews(call, ticket, runs),
    procedures: Object.entries(handlingBook().procedures.procedures).map(([code, procedure]) => headOf(code, procedure))
  }
}

const headOf = (code: string, { zh, en, phone, incident }: Procedure) => ({ code, zh, en, phone: phone === true, incident: incident === true })

export async function runsOf(tx: Call['tx'], { region_id, id }: Pick<Ticket, 'region_id' | 'id'>): Promise<Run[]> {
  return tx.selectFrom('handling.run').selectAll().where('region_id', '=', region_id).where('ticket_id', '=', id).orderBy('begun_at', 'desc').orderBy('id', 'desc').limit(50).execute()
}

export async function stepsOf(tx: Call['tx'], regionId: number, runIds: readonly string[]): Promise<Map<string, Step[]>> {
  if (runIds.length === 0) return new Map()
  const rows = await tx.selectFrom('handling.run_step').selectAll().where('region_id', '=', regionId).where('run_id', 'in', [...runIds]).orderBy('at').execute()
  return Map.groupBy(rows, (row) => row.run_id)
}

export const takenOf = (steps: readonly Step[]): Taken[] => steps.map(({ step, state, answers }) => ({ step, state, answers: answers as Answers }))

/** The procedure of a run; one that has left the rulebook has no steps any more. */
export const procedureOf = ({ procedure }: Run): Procedure => entry(handlingBook().procedures.procedures, procedure) ?? { zh: procedure, en: procedure, steps: [] }

/** The run as it stands. */
export async function runView(call: Call, ticket: Ticket, run: Run): Promise<Static<typeof RunView>> {
  return (await runViews(call, ticket, [run]))[0] as Static<typeof RunView>
}

async function runViews(call: Call, ticket: Ticket, runs: readonly Run[]): Promise<Static<typeof RunView>[]> {
  const ids = runs.map((run) => run.id)
  const steps = await stepsOf(call.tx, ticket.region_id, ids)
  const records = await recordViews(call, ticket.region_id, ids)
  const people = await peopleOf(call, runs.map((run) => run.begun_by))
  return runs.map((run) => {
    const own = steps.get(run.id) ?? []
    const procedure = procedureOf(run)
    const states = stepStates(procedure, takenOf(own))
    return {
      id: run.id,
      procedure: headOf(run.procedure, procedure),
      by: personOf(people, run.begun_by),
      begunAt: run.begun_at.toISOString(),
      finishedAt: iso(run.finished_at),
      callId: run.call_id,
      steps: procedure.steps.map((step) => {
        const taken = own.find((one) => one.step === step.code)
        return {
          code: step.code,
          zh: step.zh,
          en: step.en,
          guide: step.guide,
          scripts: [...(step.scripts ?? [])],
          fields: (step.fields ?? []).map((field) => ({ ...coded({ [field.code]: field }, field.code), type: field.type, required: field.required === true })),
          needs: step.needs ?? null,
          state: states.get(step.code) ?? 'later',
          answers: (taken?.answers ?? {}) as Record<string, string | boolean>,
          reason: taken?.reason ?? null,
          found: (taken?.evidence as Found[] | null) ?? [],
          at: iso(taken?.at ?? null)
        }
      }),
      record: records.get(run.id) ?? null
    }
  })
}

/** Has the customer told their story, and was it repeated and confirmed? @norm TK-35 IQ-13 */
export async function isRestated(call: Call, ticket: Pick<Ticket, 'region_id' | 'id'>): Promise<boolean> {
  const runs = await runsOf(call.tx, ticket)
  const steps = [...(await stepsOf(call.tx, ticket.region_id, runs.map(({ id }) => id))).values()].flat()
  return steps.some(({ step, state, answers }) => state === 'done' && ((step === 'record' && (answers as Answers)['confirmed'] === true) || step === 'accept'))
}

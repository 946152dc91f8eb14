import { createHash } from 'node:crypto'
import type { signReception as contract } from '@shouwen/contract/handling-procedures'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { canonical } from '#platform/canonical'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import { reachOf } from '#capabilities/customers'
import { isMobile, mobileOf, queueSms } from '#capabilities/sms'
import { type Ticket, tellCustomer } from '#capabilities/tickets'
import { caseHappened } from './case-ticket.ts'
import { stepStates } from './procedure.ts'
import { procedureOf, type Run, runView, type Step, takenOf } from './run.ts'
import { runOf } from './take-step.ts'

type Strokes = [number, number][][]
/** Shorter than this, on a field of 1000 by 400, is a slip of the finger. */
const SHORTEST = 150

/**
 * The customer signs the reception record on the screen, with place and time; or somebody says why not. What was signed is kept with its
 * hash, and the customer gets a copy: at the portal, and by SMS where there is a mobile number. Refuses with `signature-or-reason`,
 * `signature-too-small`, `record-already-signed` and `step-not-its-turn`. @norm TK-25 SC-20
 */
export async function signReception(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const { ticket, run, steps } = await runOf(call, input.ticketId, input.runId)
  const strokes = (input.strokes as Strokes | undefined) ?? null
  if ((strokes === null) === (input.unsignedReason === undefined) || (strokes !== null && !input.signer)) throw refuse('signature-or-reason')
  if (strokes && lengthOf(strokes) < SHORTEST) throw refuse('signature-too-small')
  const asks = procedureOf(run).steps.find((step) => step.needs === 'signature')
  if (!asks || stepStates(procedureOf(run), takenOf(steps)).get(asks.code) !== 'open') throw refuse('step-not-its-turn')
  const words = recordWords(ticket, run, steps)
  const signed = { words, strokes, place: input.place, latitude: input.latitude ?? null, longitude: input.longitude ?? null, signer: input.signer ?? null, unsignedReason: input.unsignedReason ?? null, at: call.now.toISOString() }
  const sha256 = createHash('sha256').update(canonical(signed)).digest()
  const copy = await sendCopy(call, ticket, run, words)
  const row = await call.tx
    .insertInto('handling.reception_record')
    .values({
      region_id: ticket.region_id,
      run_id: run.id,
      ticket_id: ticket.id,
      words,
      place: input.place,
      latitude: signed.latitude,
      longitude: signed.longitude,
      strokes: strokes === null ? null : JSON.stringify(strokes),
      signer: signed.signer,
      unsigned_reason: signed.unsignedReason,
      signed_at: call.now,
      taken_by: staffId(call.actor),
      sha256,
      copy_note_id: copy.noteId,
      copy_sms_id: copy.smsId
    })
    .onConflict((conflict) => conflict.columns(['region_id', 'run_id']).doNothing())
    .returning('run_id')
    .executeTakeFirst()
  if (!row) throw refuse('record-already-signed')
  await caseHappened(call, ticket, 'handling.signed', { runId: run.id, signed: strokes !== null })
  await prove(call, { kind: 'complaint.reception-signed', regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id, payload: { runId: run.id, signed: strokes !== null, sha256: sha256.toString('hex'), place: input.place } })
  return runView(call, ticket, run)
}

function lengthOf(strokes: Strokes): number {
  return strokes.reduce((sum, points) => sum + points.slice(1).reduce((way, [x, y], at) => way + Math.hypot(x - (points[at]?.[0] ?? x), y - (points[at]?.[1] ?? y)), 0), 0)
}

/** The record in the words it was written in. */
function recordWords(ticket: Ticket, run: Run, steps: readonly Step[]): string {
  const lines = procedureOf(run).steps.flatMap(({ code, zh, fields = [] }) => {
    const answers = (steps.find((one) => one.step === code)?.answers ?? {}) as Record<string, string | boolean>
    return fields.flatMap((field) => {
      const value = answers[field.code]
      return value === undefined || value === '' ? [] : [`${zh}·${field.zh}：${typeof value === 'boolean' ? (value ? '是' : '否') : value}`]
    })
  })
  return [`投诉接待记录 ${ticket.number}`, ticket.title, ...lines].join('\n')
}

async function sendCopy(call: Call, ticket: Ticket, run: Run, words: string): Promise<{ noteId: string; smsId: string | null }> {
  const noteId = await tellCustomer({ ...call, actor: { kind: 'system', name: 'handling' } }, { regionId: ticket.region_id, id: ticket.id }, { body: words, channel: 'hall' })
  const phone = ticket.contact_phone ?? (ticket.customer_id ? ((await reachOf(call.tx, ticket.region_id, ticket.customer_id))?.phone ?? null) : null)
  if (!phone || !isMobile(phone.replace(/\D/g, ''))) return { noteId, smsId: null }
  const sms = await queueSms(call, { regionId: ticket.region_id, to: mobileOf(phone), body: words.slice(0, 500), purpose: 'case', subject: { kind: 'reception-record', id: run.id }, customerId: ticket.customer_id })
  return { noteId, smsId: sms.id }
}

import type { takeComplaint as contract } from '@shouwen/contract/complaint-intake'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Channel, Source } from '@shouwen/contract/ticket-words'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import { openTicket } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import type { ComplaintSource } from '#server/rulebook-complaints'
import { checkAsked } from './check-asked.ts'
import { sources } from './complaint-source.ts'
import { findByNumber } from './find-by-number.ts'

type Input = InputOf<typeof contract>
const DAY = 86_400_000
const AHEAD = 60_000

/**
 * Takes a complaint from where it came: with the number the sender knows it by, what that source asks for, and its clocks counting from
 * when it reached us. A number that was taken before refuses with `complaint-number-known`, which names the ticket.
 * @norm TK-01 TK-02
 */
export async function takeComplaint(call: Call, input: Input): Promise<OutputOf<typeof contract>> {
  const source = sources()[input.source]
  if (!source || source.machine) throw refuse('complaint-source-unknown')
  const fields = input.sourceFields ?? {}
  checkFields(source, input, fields)
  const receivedAt = receivedWhen(call, input)
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : 0)
  if (input.sourceNumber) await refuseKnown(call, regionId, input.source, input.sourceNumber)

  const opened = await openTicket(call, ticketOf(source, input, fields), {
    ...(receivedAt ? { occurredAt: receivedAt } : {}),
    // An anonymous letter has nobody to reach.
    ...(fields['anonymous'] === true ? { byMachine: true } : {})
  })
  await keepSource(call, opened, { source_number: input.sourceNumber ?? null, source_fields: JSON.stringify(fields), received_at: receivedAt, taken_by: staffId(call.actor), source_code: input.source })
  const subject = { regionId: opened.regionId, subjectKind: 'ticket', subjectId: opened.id }
  await record(call, { name: 'complaint.taken', ...subject, data: { kind: 'complaint', source: input.source, unitId: opened.unitId } })
  await prove(call, { kind: 'complaint.taken', ...subject, payload: { number: opened.number, source: input.source, sourceNumber: input.sourceNumber ?? null, receivedAt: (receivedAt ?? call.now).toISOString() } })
  await audited(call, { verb: 'complaint.taken', ...subject })
  const { priorityBecause: _because, missing: _missing, ...state } = opened
  return { ...state, source: input.source, sourceNumber: input.sourceNumber ?? null }
}

function checkFields(source: ComplaintSource, { sourceNumber }: Input, fields: NonNullable<Input['sourceFields']>): void {
  const problems = checkAsked(source.fields, fields, true)
  const missing = problems.filter(({ rule }) => rule === 'required').map(({ code }) => `sourceFields.${code}`)
  if (source.number?.required && !sourceNumber) missing.unshift('sourceNumber')
  if (missing.length > 0) throw refuse('required-field-missing', { fields: missing })
  const wrong = problems.map(({ code, rule }) => ({ at: `/sourceFields/${code}`, rule }))
  if (sourceNumber && !(source.number && new RegExp(source.number.pattern, 'u').test(sourceNumber))) wrong.unshift({ at: '/sourceNumber', rule: 'type' })
  if (wrong.length > 0) throw refuse('invalid-input', { errors: wrong })
}

/** Null when it reached us now. */
function receivedWhen(call: Call, { receivedAt }: Input): Date | null {
  if (!receivedAt) return null
  const at = new Date(receivedAt)
  const age = call.now.getTime() - at.getTime()
  if (age < -AHEAD || age > rulebook().complaints.sources.received_days * DAY) throw refuse('complaint-received-when')
  return at > call.now ? call.now : at
}

async function refuseKnown(call: Call, regionId: number, source: string, number: string): Promise<void> {
  const known = await findByNumber(call, regionId, source, number)
  if (known) throw refuse('complaint-number-known', { ticketId: known.ticketId, number: known.number })
}

function ticketOf(source: ComplaintSource, input: Input, fields: NonNullable<Input['sourceFields']>): Parameters<typeof openTicket>[1] {
  const { demand, scene, documentNumbers, serviceNumber, emotion, source: _code, sourceNumber, sourceFields: _fields, receivedAt: _at, ...rest } = input
  const replyBy = fields['replyBy']
  return {
    ...rest,
    kind: 'complaint',
    channel: source.ticket.channel as Channel,
    source: source.ticket.source as Source,
    form: { demand, scene, ...(documentNumbers?.length ? { documentNumbers } : {}), ...(serviceNumber ? { serviceNumber } : {}), ...(emotion ? { emotion } : {}) },
    ...(typeof replyBy === 'string' && replyBy !== '' ? { requestedResolutionAt: new Date(replyBy).toISOString() } : {}),
    ...(sourceNumber ? { externalId: sourceNumber.slice(0, 120) } : {})
  }
}

/** Two who enter the same letter at the same moment: the second is told. */
async function keepSource(call: Call, at: { regionId: number; id: string }, columns: { source_number: string | null; source_fields: string; received_at: Date | null; taken_by: string | null; source_code: string }): Promise<void> {
  try {
    await call.tx.updateTable('complaints.complaint').set(columns).where('region_id', '=', at.regionId).where('ticket_id', '=', at.id).execute()
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw refuse('complaint-number-known')
    throw error
  }
}

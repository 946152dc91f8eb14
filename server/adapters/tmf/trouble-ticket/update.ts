import { editTicket as editOperation, reclassifyTicket, setPriority } from '@shouwen/contract/tickets'
import { linkTickets, unlinkTickets } from '@shouwen/contract/ticket-links'
import { noteTicket } from '@shouwen/contract/ticket-work'
import { attachToTicket, editTicket } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { validInput } from '#platform/validate'
import { act } from '../acting.ts'
import { uuid } from '../attribute.ts'
import { instantIn, listIn, malformed, textIn, textOf } from '../check-body.ts'
import type { Json } from '../condition.ts'
import { fault } from '../fault.ts'
import { equal } from '../patch.ts'
import type { Ref } from '../resource.ts'
import { contentsOf } from './contents.ts'
import { titleOf } from './create.ts'
import { formIn } from './form-fields.ts'
import { keptOf } from './kept.ts'
import { customerAmong, lineAmong } from './references.ts'
import { stepTicket } from './step.ts'
import { kindOf, priorityOf, type Said, severityOf } from './words.ts'
import { lockTicketRow } from './render.ts'
import type { TicketRow } from './load-parts.ts'

/** What the system alone sets. */
const fixed = ['id', 'href', 'creationDate', 'lastUpdate', 'statusChangeDate', 'statusChange', 'expectedResolutionDate', 'resolutionDate']

/**
 * Says what differs between the ticket as it is shown and as the client wants it in the verbs of the product: edits first, then what
 * was added, then the step of the status.
 */
export async function changeTicket(call: Call, ref: Ref, present: Json, wanted: Json): Promise<void> {
  const changed = (...names: string[]) => names.some((name) => !equal(present[name], wanted[name]))
  const touched = fixed.find((name) => changed(name))
  if (touched) throw fault(400, 'attribute-not-changeable', 'The attribute is set by the system', touched)
  const row = await lockTicketRow(call, ref)
  await editFields(call, ref, row, wanted, changed)
  if (changed('attachment')) await attachToTicket(call, ref, await contentsOf(call, { attachment: added(present, wanted, 'attachment') }))
  if (changed('note')) await addNotes(call, ref, added(present, wanted, 'note'))
  if (changed('troubleTicketRelationship')) await changeLinks(call, ref, present, wanted)
  if (changed('status')) await stepTicket(call, ref, row.status, wanted, changed('statusChangeReason') ? textOf(wanted, 'statusChangeReason', 2000) : undefined)
}

type Changed = (...names: string[]) => boolean

/** Everything that is a field: one edit, so that the ticket gets one new version and one event. */
async function editFields(call: Call, ref: Ref, row: TicketRow, wanted: Json, changed: Changed): Promise<void> {
  const fields: Record<string, unknown> = {}
  const tmf: Json = await keptChanges(call, ref, row, wanted, changed, fields)
  if (changed('name')) fields['title'] = titleOf(textIn(wanted, 'name', 1000))
  if (changed('description')) fields['description'] = textIn(wanted, 'description', 20_000)
  if (changed('externalId')) fields['externalId'] = textOf(wanted, 'externalId', 120) ?? null
  if (changed('requestedResolutionDate')) fields['requestedResolutionAt'] = instantIn(wanted, 'requestedResolutionDate') ?? null
  if (changed('troubleTicketCharacteristic')) fields['form'] = formIn(wanted)
  if (changed('severity')) {
    const word = textIn(wanted, 'severity')
    fields['severity'] = severityOf(word)
    tmf['$severity'] = { word, as: severityOf(word) } satisfies Said
  }
  if (changed('ticketType')) {
    const word = textIn(wanted, 'ticketType')
    tmf['$ticketType'] = { word, as: kindOf(word) } satisfies Said
  }
  if (Object.keys(fields).length > 0 || Object.keys(tmf).length > 0) {
    validInput(editOperation, { ticketId: ref.id, version: row.version, ...fields })
    await editTicket(call, ref, { version: row.version, ...fields }, tmf)
  }
  const reason = textOf(wanted, 'statusChangeReason', 300)
  if (changed('ticketType')) {
    const kind = kindOf(textIn(wanted, 'ticketType'))
    if (kind !== row.kind) await act(call, reclassifyTicket, { ticketId: ref.id, kind, reason: reason ?? 'TMF621' })
  }
  if (changed('priority')) {
    const priority = priorityOf(textIn(wanted, 'priority'))
    if (!priority) throw malformed('priority')
    if (priority !== row.priority) await act(call, setPriority, { ticketId: ref.id, priority, reason: reason ?? 'TMF621' })
  }
}

/** Members that `tmf` holds and what must be written for the wanted ones; a member that is gone is written as null. */
async function keptChanges(call: Call, ref: Ref, row: TicketRow, wanted: Json, changed: Changed, fields: Record<string, unknown>): Promise<Json> {
  const before = row.tmf as Json
  const whole = wanted['relatedParty'] !== undefined || wanted['relatedEntity'] !== undefined || changed('relatedParty', 'relatedEntity')
  const customer = whole ? await customerAmong(call, ref.regionId, wanted) : null
  const line = customer && (await lineAmong(call, ref.regionId, customer.id, wanted))
  if (changed('relatedParty') && (customer?.id ?? null) !== row.customer_id) fields['customerId'] = customer?.id ?? null
  if (changed('relatedParty', 'relatedEntity') && (line ?? null) !== row.line_id) fields['lineId'] = line ?? null
  const names = new Set([...Object.keys(before).filter((name) => !name.startsWith('$')), ...Object.keys(wanted)].filter((name) => changed(name)))
  const after = keptOf(wanted, { customer, line })
  const changes = [...names].filter((name) => !equal(before[name], after[name])).map((name): [string, unknown] => [name, after[name] ?? null])
  return Object.fromEntries(changes.filter(([name, value]) => value !== null || before[name] !== undefined))
}

/** Members of a list that the shown one does not have; they are told from each other by id. */
function added(present: Json, wanted: Json, name: string): Json[] {
  const known = new Set((listIn(present, name) ?? []).map((one) => one['id']))
  return (listIn(wanted, name) ?? []).filter((one) => one['id'] === undefined || !known.has(one['id']))
}

/** What was said stays: notes are only added, whatever the list leaves out. */
async function addNotes(call: Call, ref: Ref, notes: Json[]): Promise<void> {
  for (const note of notes) await act(call, noteTicket, { ticketId: ref.id, body: textIn(note, 'text', 10_000) })
}

const kinds = ['duplicate', 'related', 'caused-by'] as const

async function changeLinks(call: Call, ref: Ref, present: Json, wanted: Json): Promise<void> {
  const key = (one: Json) => `${one['id']} ${one['relationshipType']}`
  const before = new Map((listIn(present, 'troubleTicketRelationship') ?? []).map((one) => [key(one), one]))
  const after = new Map((listIn(wanted, 'troubleTicketRelationship') ?? []).map((one) => [key(one), one]))
  for (const [name, one] of after) {
    if (before.has(name)) continue
    const otherId = textIn(one, 'id')
    const said = textOf(one, 'relationshipType')
    if (!uuid.test(otherId)) throw malformed('troubleTicketRelationship')
    await act(call, linkTickets, { ticketId: ref.id, otherId, kind: kinds.find((kind) => kind === said) ?? 'related' })
  }
  for (const [name, one] of before)
    if (!after.has(name) && kinds.includes(one['relationshipType'] as 'related')) await act(call, unlinkTickets, { ticketId: ref.id, otherId: String(one['id']) })
}

import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { editTicket as contract } from '@shouwen/contract/tickets'
import { mask } from '@shouwen/kernels/text/index'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { visibleClasses } from '#capabilities/people'
import { type FieldConflict, mergeFields, versionsAfter } from './field-merge.ts'
import { strangeFields } from './forms.ts'
import { type Change, happened } from './happened.ts'
import { type Ticket, type TicketRef, ticketFor } from './load-ticket.ts'
import { byTheTable } from './set-priority.ts'
import { checkVerb } from './ticket.ts'
import { checkCategory, partyFacts } from './ticket-facts.ts'
import { iso, stateOf } from './ticket-state.ts'

type Input = Omit<InputOf<typeof contract>, 'ticketId'>

/**
 * Changes fields of a ticket. Each field is compared with what the editor had read: two people who change different fields both win,
 * the same field changed otherwise meanwhile refuses with `changed-meanwhile` and both values.
 * @norm TK-02 TK-05
 */
export async function editTicket(
  call: Call,
  which: TicketRef | string,
  input: Input,
  tmf?: Record<string, unknown>
): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.status', which)
  checkVerb('edit', ticket.status)
  const { version, ...wanted } = input
  const versions = ticket.field_versions as Record<string, number>
  const { accepted, conflicts } = mergeFields(version, fieldsOf(ticket), versions, flattened(wanted))
  if (conflicts.length > 0)
    throw refuse('changed-meanwhile', {
      version: ticket.version,
      fields: conflicts.map((conflict) => shownTo(call, conflict))
    })
  const fields = Object.keys(accepted)
  if (fields.length === 0 && !tmf) return stateOf(ticket)
  const next = ticket.version + 1
  const change = await changeFor(call, ticket, accepted)
  const after = await happened(call, ticket, [{ name: 'ticket.edited', data: { fields } }], {
    ...change,
    ...(tmf ? { tmf: { ...(ticket.tmf as object), ...tmf } } : {}),
    version: next,
    field_versions: versionsAfter(versions, fields, next)
  })
  return stateOf(after)
}

const columns = {
  title: 'title',
  description: 'description',
  customerId: 'customer_id',
  lineId: 'line_id',
  contactName: 'contact_name',
  contactPhone: 'contact_phone',
  contactEmail: 'contact_email',
  category: 'category',
  severity: 'severity',
  urgency: 'urgency',
  scope: 'scope',
  major: 'major',
  externalId: 'external_id',
  tags: 'tags'
} as const satisfies Record<string, keyof Ticket>

/** Fields as the contract names them; each entry of the form is a field of its own. */
function fieldsOf(ticket: Ticket): Record<string, unknown> {
  const plain = Object.entries(columns).map(([field, column]) => [field, ticket[column]])
  const form = Object.entries(ticket.form as TicketForm).map(([field, value]) => [`form.${field}`, value])
  return { ...Object.fromEntries([...plain, ...form]), requestedResolutionAt: iso(ticket.requested_resolution_at) }
}

function flattened({ form, requestedResolutionAt, ...plain }: Omit<Input, 'version'>): Record<string, unknown> {
  const inForm = Object.entries(form ?? {}).map(([field, value]) => [`form.${field}`, value])
  const asked = requestedResolutionAt ? new Date(requestedResolutionAt).toISOString() : requestedResolutionAt
  return { ...plain, ...(asked === undefined ? {} : { requestedResolutionAt: asked }), ...Object.fromEntries(inForm) }
}

/** The columns to write, and what follows from them: facts of another customer, another priority. */
async function changeFor(call: Call, ticket: Ticket, accepted: Record<string, unknown>): Promise<Change> {
  const change: Record<string, unknown> = {}
  let form = ticket.form as TicketForm
  for (const [field, value] of Object.entries(accepted)) {
    if (field.startsWith('form.')) form = { ...form, [field.slice(5)]: value }
    else if (field === 'requestedResolutionAt')
      change['requested_resolution_at'] = value === null ? null : new Date(value as string)
    else change[columns[field as keyof typeof columns]] = value
  }
  const strange = strangeFields(ticket.kind, form)
  if (strange.length > 0)
    throw refuse('invalid-input', { errors: strange.map((field) => ({ at: `/form/${field}`, rule: 'kind' })) })
  const after = { ...ticket, ...(change as Change), form }
  checkCategory(after.kind, after.category)
  const party = 'customerId' in accepted || 'lineId' in accepted ? await newParty(call, after) : {}
  const priority = movesPriority.some((field) => field in accepted)
    ? await byTheTable(call, { ...after, ...party })
    : {}
  return { ...(change as Change), form, ...party, ...priority }
}

const movesPriority = ['customerId', 'severity', 'urgency', 'scope', 'category']

async function newParty(call: Call, ticket: Ticket): Promise<Change> {
  const party = await partyFacts(call, ticket.region_id, ticket.customer_id, ticket.line_id)
  // What was learnt of the matter stays when the customer turns out to be another.
  const { live, repeat, media, focus } = ticket.facts as Record<string, boolean | undefined>
  return {
    facts: { ...party, ...(live ? { live } : {}), ...(repeat ? { repeat } : {}), ...(media ? { media } : {}), ...(focus ? { focus } : {}) },
    customer_grade: (party['customer.grade'] as string | undefined) ?? null
  }
}

const personal: Record<string, 'name' | 'phone' | 'email'> = {
  contactName: 'name',
  contactPhone: 'phone',
  contactEmail: 'email'
}

/** A conflict as the editor may see it: what others wrote about a person is masked as on the page. @norm GV-03 */
function shownTo(call: Call, conflict: FieldConflict): FieldConflict {
  const maskClass = personal[conflict.field]
  if (!maskClass || typeof conflict.theirs !== 'string' || visibleClasses(call.actor).has(maskClass)) return conflict
  return { ...conflict, theirs: mask(conflict.theirs, maskClass) }
}

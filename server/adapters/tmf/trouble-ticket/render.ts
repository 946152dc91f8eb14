import { sql } from 'kysely'
import { maskCustomer } from '#capabilities/customers'
import { staffNames } from '#capabilities/people'
import type { Call } from '#platform/action'
import type { Json } from '../condition.ts'
import { hrefOf, type Ref } from '../resource.ts'
import { loadParts, type Parts, type TicketRow } from './load-parts.ts'
import { formFields } from './form-fields.ts'
import { priorityFor, type Said, severityFor, spoken, ticketTypeFor } from './words.ts'

const face = 'troubleTicket/v4'

/** Tickets as TMF621 version 4 shows them, in the order of the refs; with `later` also what only version 5 has a name for. */
export async function renderTickets(call: Call, refs: readonly Ref[], wanted: (attribute: string) => boolean, later = false): Promise<Json[]> {
  const shown = new Map<string, Json>()
  for (const [regionId, ofRegion] of Map.groupBy(refs, (ref) => ref.regionId)) {
    const parts = await loadParts(call, regionId, ofRegion.map((ref) => ref.id), wanted)
    const staff = await staffNames(call.tx, peopleIn(parts))
    for (const row of parts.tickets) shown.set(row.id, ticketOf(call, row, parts, staff, later))
  }
  return refs.flatMap(({ id }): Json[] => (shown.has(id) ? [shown.get(id) as Json] : []))
}

type Staff = Awaited<ReturnType<typeof staffNames>>

function peopleIn({ tickets, notes }: Parts): (string | null)[] {
  return [...tickets.map((row) => row.owner_id), ...[...notes.values()].flat().map((note) => note.author_id)]
}

function ticketOf(call: Call, row: TicketRow, parts: Parts, staff: Staff, later: boolean): Json {
  const tmf = row.tmf as Json
  const steps = parts.steps.get(row.id) ?? []
  const last = steps.at(-1)
  return clean({
    ...Object.fromEntries(Object.entries(tmf).filter(([name]) => !name.startsWith('$') && !onlyLater.has(name))),
    ...(later ? laterAttributes(row, tmf) : {}),
    id: row.id,
    href: hrefOf(call, face, 'troubleTicket', row.id),
    name: row.title,
    description: row.description,
    severity: spoken(tmf['$severity'] as Said | undefined, row.severity, severityFor),
    ticketType: spoken(tmf['$ticketType'] as Said | undefined, row.kind, ticketTypeFor),
    priority: priorityFor(row.priority),
    status: row.status,
    statusChangeDate: row.status_at.toISOString(),
    statusChangeReason: last?.detail ?? last?.reason ?? row.status_reason,
    statusChange: steps.map((step) => clean({ status: step.to_status, changeDate: step.at.toISOString(), changeReason: step.detail ?? step.reason, '@type': 'StatusChange' })),
    creationDate: row.opened_at.toISOString(),
    lastUpdate: row.updated_at.toISOString(),
    requestedResolutionDate: row.requested_resolution_at?.toISOString(),
    expectedResolutionDate: row.next_due_at?.toISOString(),
    resolutionDate: row.resolved_at?.toISOString(),
    externalId: row.external_id,
    channel: tmf['channel'] ?? { id: row.channel, name: row.channel, '@type': 'ChannelRef' },
    note: (parts.notes.get(row.id) ?? []).map((note) => noteOf(note, staff)),
    relatedParty: [...ownParties(call, row, parts, staff), ...listOf(tmf['relatedParty'])],
    relatedEntity: [...ownEntities(call, row), ...listOf(tmf['relatedEntity'])],
    attachment: [...(parts.files.get(row.id) ?? []).map((file) => attachmentOf(call, row, file)), ...listOf(tmf['attachment'])],
    troubleTicketRelationship: [...(parts.links.get(row.id) ?? []).map((link) => linkOf(call, link)), ...listOf(tmf['troubleTicketRelationship'])],
    '@type': tmf['@type'] ?? 'TroubleTicket'
  })
}

const onlyLater = new Set(['externalIdentifier', 'troubleTicketCharacteristic', 'troubleTicketSpecification'])

/** Fields of the form are characteristics, beside those of other systems. */
function laterAttributes(row: TicketRow, tmf: Json): Json {
  const form = Object.entries(row.form as Json).filter(([name, value]) => formFields.has(name) && typeof value === 'string')
  const own = form.map(([name, value]) => ({ name, value, valueType: 'string', '@type': 'StringCharacteristic' }))
  return {
    externalIdentifier: tmf['externalIdentifier'],
    troubleTicketSpecification: tmf['troubleTicketSpecification'],
    troubleTicketCharacteristic: [...own, ...listOf(tmf['troubleTicketCharacteristic'])]
  }
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/** Leaves out what is not there and empty lists, as TMF examples do. */
function clean(object: Json): Json {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)))
}

function noteOf(note: Parts['notes'] extends Map<string, (infer N)[]> ? N : never, staff: Staff): Json {
  const person = note.author_id ? staff.get(note.author_id) : undefined
  const author = note.author_kind === 'staff' ? person && `${person.name} (${person.jobNumber})` : note.author_kind
  return clean({ id: note.id, author, date: note.at.toISOString(), text: note.body, '@type': 'Note' })
}

/** Roles of the parties that are columns of a ticket; they come and go with it. */
export const customerRole = 'customer'
export const ownerRole = 'owner'

function ownParties(call: Call, row: TicketRow, parts: Parts, staff: Staff): Json[] {
  const customer = row.customer_id ? parts.customers.get(row.customer_id) : undefined
  const owner = row.owner_id ? staff.get(row.owner_id) : undefined
  return [
    ...(customer
      ? [{ id: customer.id, href: hrefOf(call, 'customerManagement/v4', 'customer', customer.id), name: maskCustomer(call.actor, customer).name, role: customerRole, '@type': 'RelatedParty', '@referredType': 'Customer' }]
      : []),
    ...(owner && row.owner_id ? [{ id: row.owner_id, name: `${owner.name} (${owner.jobNumber})`, role: ownerRole, '@type': 'RelatedParty', '@referredType': 'Employee' }] : [])
  ]
}

export const lineRole = 'affectedService'

function ownEntities(call: Call, row: TicketRow): Json[] {
  if (!row.line_id) return []
  return [{ id: row.line_id, href: `${call.app.config.publicUrl}/api/customers/${row.region_id}/${row.customer_id}/lines`, role: lineRole, '@type': 'RelatedEntity', '@referredType': 'Service' }]
}

function attachmentOf(call: Call, row: TicketRow, file: { id: string; name: string; media_type: string; size: number }): Json {
  const url = `${call.app.config.publicUrl}/api/tickets/${row.id}/files/${file.id}`
  return { id: file.id, href: url, url, name: file.name, mimeType: file.media_type, size: { amount: Number(file.size), units: 'bytes' }, '@type': 'Attachment' }
}

function linkOf(call: Call, link: { other_id: string; number: string; kind: string }): Json {
  return { id: link.other_id, href: hrefOf(call, face, 'troubleTicket', link.other_id), name: link.number, relationshipType: link.kind, '@type': 'TroubleTicketRelationship' }
}

/** The row of a ticket, locked until the transaction ends. */
export async function lockTicketRow(call: Call, ref: Ref): Promise<TicketRow> {
  const { rows } = await sql<TicketRow>`select * from tickets.ticket where region_id = ${ref.regionId} and id = ${ref.id}::uuid for update`.execute(call.tx)
  return rows[0] as TicketRow
}

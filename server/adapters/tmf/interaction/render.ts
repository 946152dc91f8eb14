import { type Selectable, sql } from 'kysely'
import { customerNames, maskCustomer } from '#capabilities/customers'
import { staffNames } from '#capabilities/people'
import type { Call } from '#platform/action'
import type { ContactsConversation, ContactsMessage } from '#platform/schema.gen'
import type { Json } from '../condition.ts'
import { hrefOf, type Ref } from '../resource.ts'
import { clean } from '../party/rows.ts'

export const face = 'partyInteraction/v4'
const columns = ['region_id', 'id', 'channel', 'state', 'customer_id', 'ticket_id', 'ticket_number', 'assigned_staff_id', 'subject', 'opened_at', 'accepted_at', 'closed_at', 'tmf'] as const
export type Row = Selectable<Pick<ContactsConversation, (typeof columns)[number]>>
type Message = Pick<Selectable<ContactsMessage>, 'conversation_id' | 'id' | 'direction' | 'author_kind' | 'author_id' | 'body' | 'at'>
const mostMessages = 100

/** Conversations as TMF683 version 4 shows them, in the order of the refs. */
export async function renderInteractions(call: Call, refs: readonly Ref[], wanted: (attribute: string) => boolean): Promise<Json[]> {
  const shown = new Map<string, Json>()
  for (const [regionId, ofRegion] of Map.groupBy(refs, (ref) => ref.regionId)) {
    const ids = ofRegion.map((ref) => ref.id)
    const rows = await call.tx.selectFrom('contacts.conversation').select(columns).where('region_id', '=', regionId).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
    const messages = wanted('note') ? await messagesOf(call, regionId, ids) : []
    const staff = await staffNames(call.tx, [...rows.map((row) => row.assigned_staff_id), ...messages.map((one) => (one.author_kind === 'staff' ? one.author_id : null))])
    const customers = await customerNames(call.tx, regionId, wanted('relatedParty') ? rows.flatMap((row) => row.customer_id ?? []) : [])
    const byConversation = Map.groupBy(messages, (one) => one.conversation_id)
    for (const row of rows) shown.set(row.id, interactionOf(call, row, byConversation.get(row.id) ?? [], staff, customers))
  }
  return refs.flatMap(({ id }): Json[] => (shown.has(id) ? [shown.get(id) as Json] : []))
}

async function messagesOf(call: Call, regionId: number, ids: string[]): Promise<Message[]> {
  const { rows } = await sql<Message>`
    select conversation_id, id, direction, author_kind, author_id, body, at from (
      select m.*, row_number() over (partition by conversation_id order by seq desc) as place
      from contacts.message m where region_id = ${regionId} and conversation_id = any(${ids}::uuid[])) m
    where place <= ${mostMessages} order by seq`.execute(call.tx)
  return rows
}

type Staff = Awaited<ReturnType<typeof staffNames>>
type Customers = Awaited<ReturnType<typeof customerNames>>

/** The status as the standard words it; what the client said counts only while nobody here has done more. */
export function statusOf(row: Pick<Row, 'state' | 'tmf'>): string {
  if (row.state === 'closed') return 'completed'
  if (row.state === 'active') return 'inProgress'
  return ((row.tmf as Json)['status'] as string | undefined) ?? 'open'
}

function interactionOf(call: Call, row: Row, messages: Message[], staff: Staff, customers: Customers): Json {
  const tmf = row.tmf as Json
  const kept = Object.fromEntries(Object.entries(tmf).filter(([name]) => !name.startsWith('$')))
  return clean({
    '@type': 'PartyInteraction',
    ...kept,
    id: row.id,
    href: hrefOf(call, face, 'partyInteraction', row.id),
    reason: tmf['reason'] ?? row.subject,
    direction: tmf['direction'] ?? 'inbound',
    status: statusOf(row),
    statusChangeDate: (row.closed_at ?? row.accepted_at ?? row.opened_at).toISOString(),
    creationDate: row.opened_at.toISOString(),
    interactionDate: clean({ startDateTime: row.opened_at.toISOString(), endDateTime: row.closed_at?.toISOString() }),
    channel: (listOf(tmf['channel']).length > 0 ? listOf(tmf['channel']) : [{ id: row.channel, name: row.channel, '@type': 'RelatedChannel' }]).map((one) => ({ href: `urn:channel:${one['id']}`, ...one })),
    note: messages.map((one) => noteOf(one, staff)),
    relatedParty: [...ownParties(call, row, staff, customers), ...listOf(tmf['relatedParty']).map((one) => ({ href: `urn:party:${one['id']}`, ...one }))],
    interactionItem: [...ownItems(call, row), ...listOf(tmf['interactionItem'])]
  })
}

export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

function noteOf(message: Message, staff: Staff): Json {
  const person = message.author_id ? staff.get(message.author_id) : undefined
  const author = message.author_kind === 'staff' ? person && `${person.name} (${person.jobNumber})` : message.author_kind
  return clean({ id: message.id, author, date: message.at.toISOString(), text: message.body, '@type': 'Note' })
}

function ownParties(call: Call, row: Row, staff: Staff, customers: Customers): Json[] {
  const customer = row.customer_id ? customers.get(row.customer_id) : undefined
  const person = row.assigned_staff_id ? staff.get(row.assigned_staff_id) : undefined
  return [
    ...(customer ? [{ id: customer.id, href: hrefOf(call, 'customerManagement/v4', 'customer', customer.id), name: maskCustomer(call.actor, customer).name, role: 'customer', '@type': 'RelatedParty', '@referredType': 'Customer' }] : []),
    ...(person && row.assigned_staff_id ? [{ id: row.assigned_staff_id, href: `urn:employee:${person.jobNumber}`, name: `${person.name} (${person.jobNumber})`, role: 'agent', '@type': 'RelatedParty', '@referredType': 'Employee' }] : [])
  ]
}

/** The ticket the conversation belongs to, as the matter it was about. */
function ownItems(call: Call, row: Row): Json[] {
  if (!row.ticket_id) return []
  const item = { id: row.ticket_id, href: hrefOf(call, 'troubleTicket/v4', 'troubleTicket', row.ticket_id), name: row.ticket_number, role: 'ticket', '@type': 'RelatedEntityRefOrValue', '@referredType': 'TroubleTicket' }
  return [{ id: row.ticket_id, item: clean(item), '@type': 'InteractionItem' }]
}

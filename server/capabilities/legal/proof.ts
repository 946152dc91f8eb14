import { createHash } from 'node:crypto'
import type { ComplaintProof, readComplaintProof as readOperation } from '@shouwen/contract/legal-evidence'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { canonical } from '#platform/canonical'
import { refuse } from '#platform/refusal'
import { complaintOf } from '#capabilities/complaints'
import { contactsOfTicket, messagesOfContacts } from '#capabilities/contacts'
import { findCustomer } from '#capabilities/customers'
import { clocksOf } from '#capabilities/norms'
import { unitTree } from '#capabilities/people'
import { findTicket, recordOfTicket, type Ticket } from '#capabilities/tickets'
import { complaintUnder, iso } from './ground.ts'

export type Proof = Static<typeof ComplaintProof>
type Reply = Proof['replies'][number]

const MOST_REPLIES = 500
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The proof for staff with the permission; each printing is in the audit. @norm TK-41 */
export async function readComplaintProof(
  call: Call,
  { ticketId }: InputOf<typeof readOperation>
): Promise<OutputOf<typeof readOperation>> {
  const ticket = await complaintUnder(call, 'legal.proof', ticketId)
  await audited(call, {
    verb: 'legal.proof-read',
    regionId: ticket.region_id,
    subjectKind: 'ticket',
    subjectId: ticket.id
  })
  return proofOf(call, ticket)
}

/** The proof of a customer's own complaint, for the portal; refuses with `not-found` what is not theirs. @norm TK-41 */
export async function proofForCustomer(call: Call, ticketId: string): Promise<Proof> {
  const { actor } = call
  const ticket = actor.kind === 'customer' ? await findTicket(call.tx, actor.regionId, ticketId) : null
  if (!ticket || actor.kind !== 'customer' || ticket.customer_id !== actor.id || ticket.kind !== 'complaint')
    throw refuse('not-found')
  await audited(call, {
    verb: 'legal.proof-read',
    regionId: ticket.region_id,
    subjectKind: 'ticket',
    subjectId: ticket.id
  })
  return proofOf(call, ticket)
}

/**
 * That the user complained to the operator first, when, and what was answered, word for word with hashes: what the appeal office asks for
 * before it accepts an appeal (Order 35, art. 13). Nothing said among ourselves is in it.
 */
async function proofOf(call: Call, ticket: Ticket): Promise<Proof> {
  const customer = ticket.customer_id ? await findCustomer(call.tx, ticket.region_id, ticket.customer_id) : null
  const group = (await unitTree(call.tx)).find(({ parentId }) => parentId === null)
  const complaint = await complaintOf(call.tx, ticket.region_id, ticket.id)
  const promises = (await clocksOf(call, ticket.region_id, 'ticket', [ticket.id])).get(ticket.id) ?? []
  const statutory = promises.find(({ clauseId }) => clauseId === 'complaint-reply')
  const facts = {
    regionId: ticket.region_id,
    ticketId: ticket.id,
    number: ticket.number,
    operator: { zh: group?.nameZh ?? '', en: group?.nameEn ?? '' },
    customerName: customer?.name ?? ticket.contact_name,
    matter: ticket.title,
    channel: ticket.channel,
    sourceNumber: complaint?.sourceNumber ?? null,
    status: ticket.status,
    receivedAt: ticket.opened_at.toISOString(),
    firstAnsweredAt: iso(ticket.first_answered_at),
    resolvedAt: iso(ticket.resolved_at),
    closedAt: iso(ticket.closed_at),
    resolution: ticket.resolution,
    replies: await repliesOf(call, ticket),
    answerDueAt: statutory?.dueAt ?? null,
    answeredInTime: statutory?.state === 'kept' ? true : statutory?.state === 'broken' ? false : null
  }
  return { ...facts, printedAt: call.now.toISOString(), sha256: sha256(canonical(facts)) }
}

async function repliesOf(call: Call, ticket: Ticket): Promise<Reply[]> {
  const { notes } = await recordOfTicket(call.tx, ticket.region_id, ticket.id)
  const messages = await messagesOfContacts(
    call.tx,
    ticket.region_id,
    (await contactsOfTicket(call.tx, ticket.region_id, ticket.id)).map(({ id }) => id)
  )
  const said = [
    ...notes
      .filter((note) => note.visible_to_customer && note.kind !== 'system')
      .map(({ at, kind, body }) => ({
        at,
        from: kind === 'customer' ? ('customer' as const) : ('operator' as const),
        body
      })),
    ...messages
      .filter(({ direction, author_kind }) => direction !== 'note' && author_kind !== 'system')
      .map(({ at, direction, body }) => ({
        at,
        from: direction === 'in' ? ('customer' as const) : ('operator' as const),
        body
      }))
  ]
  const once = new Map(said.map((one) => [`${one.from}\n${one.body}`, one]))
  return [...once.values()]
    .filter(({ body }) => body.trim() !== '')
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .slice(0, MOST_REPLIES)
    .map(({ at, from, body }) => ({ at: at.toISOString(), from, body, sha256: sha256(body) }))
}

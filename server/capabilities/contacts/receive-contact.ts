import type { receiveContact as receiveOperation } from '@shouwen/contract/contacts'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { findCustomer, matchCustomer } from '#capabilities/customers'
import { findTicket } from '#capabilities/tickets'
import { type Conversation, lockConversation } from './load-conversation.ts'
import { staffOf } from './acting-staff.ts'
import { receiveMessage } from './receive-message.ts'
import { startConversation } from './start-conversation.ts'

type Input = InputOf<typeof receiveOperation>
type Output = OutputOf<typeof receiveOperation>

const FIRST_INSTANT = Date.UTC(2000, 0, 1)

/**
 * A contact of a channel we do not run ourselves (a call centre, a hall, a social network), handed in by a trusted system. The same id is
 * one message, a thread is one conversation. Opens its own transaction: of two twins handed in at once, the later finds the earlier.
 * @norm CC-07
 */
export async function receiveContact(call: Call, input: Input): Promise<Output> {
  try {
    return await call.app.db.transaction().execute((tx) => receive({ ...call, tx }, input))
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    return call.app.db.transaction().execute((tx) => receive({ ...call, tx }, input))
  }
}

async function receive(call: Call, input: Input): Promise<Output> {
  const regionId = input.regionId ?? staffOf(call).regionId
  permit(call, 'integration.use', { regionId })
  const channel = input.channel ?? 'api'
  const externalId = `${channel}:${input.externalId}`
  const known = await messageWith(call, regionId, externalId)
  if (known) return answer(await lockConversation(call, { regionId, id: known.conversation_id }), known.id, true)
  const thread = await threadWith(call, regionId, channel, input.threadId)
  await audited(call, {
    verb: 'contact.receive',
    regionId,
    subjectKind: 'contact',
    ...(thread ? { subjectId: thread.id } : {})
  })
  const at = pastInstant(call, input.occurredAt)
  if (thread) {
    const { conversation, message, repeated } = await receiveMessage(
      call,
      { regionId, id: thread.id },
      { body: input.body, at, externalId }
    )
    return answer(conversation, message.id, repeated)
  }
  const customer = await customerOf(call, regionId, input)
  const { conversation, message } = await startConversation(call, {
    regionId,
    channel,
    body: input.body,
    at,
    customerId: customer?.id ?? null,
    lineId: customer?.lineId ?? null,
    name: input.name,
    contact: input.contact,
    subject: input.subject,
    language: input.language,
    kind: input.kind,
    category: input.category,
    ticketId: await ownTicket(call, regionId, input),
    externalId: input.threadId ?? input.externalId,
    messageExternalId: externalId,
    live: false
  })
  return answer(conversation, message.id, false)
}

/** When it happened over there; refuses with `invalid-input` what is no instant of this century, or still to come. */
function pastInstant(call: Call, occurredAt: string | undefined): Date | undefined {
  if (occurredAt === undefined) return undefined
  const at = new Date(occurredAt)
  if (!(at.getTime() >= FIRST_INSTANT && at <= call.now))
    throw refuse('invalid-input', { errors: [{ at: '/occurredAt', rule: 'past' }] })
  return at
}

function answer({ id, ticket_id, ticket_number }: Conversation, messageId: string, repeated: boolean): Output {
  return { conversationId: id, messageId, ticketId: ticket_id, ticketNumber: ticket_number, repeated }
}

/** Refuses with `customer-unknown` for an id we do not have; a number nobody has is simply a stranger. */
async function customerOf(
  call: Call,
  regionId: number,
  { customerId, serviceNumber }: Input
): Promise<{ id: string; lineId: string | null } | null> {
  if (customerId) {
    const customer = await findCustomer(call.tx, regionId, customerId)
    if (!customer) throw refuse('customer-unknown')
    return { id: customer.id, lineId: null }
  }
  return serviceNumber ? matchCustomer(call.tx, { regionId, serviceNumber }) : null
}

async function ownTicket(call: Call, regionId: number, { ticketId }: Input): Promise<string | null> {
  if (!ticketId) return null
  if (!(await findTicket(call.tx, regionId, ticketId))) throw refuse('not-found')
  return ticketId
}

function messageWith(call: Call, regionId: number, externalId: string) {
  return call.tx
    .selectFrom('contacts.message')
    .select(['id', 'conversation_id'])
    .where('region_id', '=', regionId)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
}

async function threadWith(
  call: Call,
  regionId: number,
  channel: Conversation['channel'],
  threadId: string | undefined
) {
  if (!threadId) return undefined
  return call.tx
    .selectFrom('contacts.conversation')
    .select('id')
    .where('region_id', '=', regionId)
    .where('channel', '=', channel)
    .where('external_id', '=', threadId)
    .executeTakeFirst()
}

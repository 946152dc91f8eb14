import type { Selectable } from 'kysely'
import { allows, type Permitted, type Placement, type PlacementColumns, permit } from '#platform/access'
import type { Actor, Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { ContactsConversation } from '#platform/schema.gen'

export type Conversation = Selectable<ContactsConversation>
export type ConversationRef = { regionId: number; id: string }

/** Where a conversation stands for permissions: the unit of its queue, and as "own" whoever serves it. */
export function placementOf(
  conversation: Pick<Conversation, 'region_id' | 'unit_id' | 'assigned_staff_id'>
): Placement {
  return { regionId: conversation.region_id, unitId: conversation.unit_id, staffIds: [conversation.assigned_staff_id] }
}

/** The same for a WHERE clause under the alias c. */
export const scopeColumns: PlacementColumns = {
  regionId: 'c.region_id',
  unitId: 'c.unit_id',
  staffIds: ['c.assigned_staff_id']
}

/** The conversation, or null. */
export async function findConversation(
  tx: Call['tx'],
  { regionId, id }: ConversationRef
): Promise<Conversation | null> {
  return (
    (await tx
      .selectFrom('contacts.conversation')
      .selectAll()
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .executeTakeFirst()) ?? null
  )
}

/** The conversation, locked until the transaction ends: messages and verbs on one conversation take turns. Refuses with `not-found`. */
export async function lockConversation(call: Call, { regionId, id }: ConversationRef): Promise<Conversation> {
  const row = await call.tx
    .selectFrom('contacts.conversation')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return row
}

/** A conversation for a member of staff, locked. Refuses with `not-found` when they may not read it, `not-permitted` when they may not do this. */
export async function deskConversation(
  call: Call,
  verb: string,
  id: string
): Promise<Permitted<Conversation & Placement>> {
  return permitted(call, verb, await lockConversation(call, await refFor(call, id)))
}

/** The same without the lock. */
export async function readableConversation(call: Call, id: string): Promise<Permitted<Conversation & Placement>> {
  const conversation = await findConversation(call.tx, await refFor(call, id))
  if (!conversation) throw refuse('not-found')
  return permitted(call, 'contact.read', conversation)
}

async function permitted(
  call: Call,
  verb: string,
  conversation: Conversation
): Promise<Permitted<Conversation & Placement>> {
  const placed = { ...conversation, ...placementOf(conversation) }
  const { actor } = call
  if (!allows(actor, verb, placed) && actor.kind === 'staff' && (await isTransferredTo(call, conversation, actor.id)))
    placed.staffIds?.push(actor.id)
  return permit(call, verb, placed, 'contact.read')
}

/** A colleague who is asked to take over may look before answering. */
async function isTransferredTo(call: Call, { region_id, id }: Conversation, staffId: string): Promise<boolean> {
  const row = await call.tx
    .selectFrom('contacts.transfer')
    .select('id')
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)
    .where('state', '=', 'offered')
    .where('to_staff_id', '=', staffId)
    .executeTakeFirst()
  return row !== undefined
}

/** Where a conversation known by its id alone is kept: the actor's own region, else wherever it is. Refuses with `not-found`. */
async function refFor(call: Call, id: string): Promise<ConversationRef> {
  const home = homeOf(call.actor)
  const own = home === null ? null : await regionWith(call, [home], id)
  if (own !== null) return { regionId: own, id }
  const all = await call.tx.selectFrom('platform.region').select('id').execute()
  const found = await regionWith(
    call,
    all.map((region) => region.id),
    id
  )
  if (found === null) throw refuse('not-found')
  return { regionId: found, id }
}

async function regionWith(call: Call, regions: number[], id: string): Promise<number | null> {
  if (regions.length === 0) return null
  const row = await call.tx
    .selectFrom('contacts.conversation')
    .select('region_id')
    .where('region_id', 'in', regions)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.region_id ?? null
}

const homeOf = (actor: Actor) => (actor.kind === 'staff' ? actor.regionId : null)

/**
 * A conversation for the customer whose it is, or the visitor who began it; everybody else hears that there is none.
 * @param lock take it for a change
 */
export async function ownConversation(call: Call, id: string, lock = false): Promise<Conversation> {
  const { actor } = call
  if (actor.kind !== 'customer' && actor.kind !== 'visitor') throw refuse('not-found')
  const ref = { regionId: actor.regionId, id }
  const conversation = lock ? await lockConversation(call, ref) : await findConversation(call.tx, ref)
  const own =
    actor.kind === 'customer'
      ? conversation?.customer_id === actor.id
      : conversation?.id === actor.conversationId && conversation.customer_id === null
  if (!conversation || !own) throw refuse('not-found')
  return conversation
}

import type { PortalConversation, PortalMessage, SystemPayload } from '@shouwen/contract/contact-words'
import type { Static } from '@shouwen/contract/operation'
import { maskEmail, maskPhone } from '@shouwen/kernels/text/index'
import type { Call } from '#platform/action'
import { standingOf } from '#capabilities/floor'
import { staffNames } from '#capabilities/people'
import type { Message } from './add-message.ts'
import { isEmail } from './chat-rules.ts'
import { filesById } from './contact-files.ts'
import { iso } from './desk-view.ts'
import type { Conversation } from './load-conversation.ts'
import { floorRef } from './on-the-floor.ts'

/** A conversation as its customer sees it: an offer nobody took yet is still waiting for them. */
export async function portalConversation(
  call: Call,
  conversation: Conversation
): Promise<Static<typeof PortalConversation>> {
  const { state, assigned_staff_id: staffId } = conversation
  const names = state === 'offered' ? new Map() : await staffNames(call.tx, [staffId])
  return {
    id: conversation.id,
    regionId: conversation.region_id,
    channel: conversation.channel,
    state: state === 'offered' ? 'waiting' : state,
    subject: conversation.subject,
    language: conversation.language,
    ticketId: conversation.ticket_id,
    ticketNumber: conversation.ticket_number,
    queue: state === 'waiting' ? await standingOf(call, floorRef(conversation)) : null,
    agentJobNumber: names.get(staffId ?? '')?.jobNumber ?? null,
    contact: shownContact(conversation.visitor_contact),
    confirmation: conversation.confirmation,
    openedAt: conversation.opened_at.toISOString(),
    closedAt: iso(conversation.closed_at),
    lastSeq: conversation.message_count,
    readByUsSeq: conversation.staff_read_seq
  }
}

/** Even to the customer a contact is shown in part: screens are looked at by others too. */
export function shownContact(contact: string | null): string | null {
  return contact === null ? null : isEmail(contact) ? maskEmail(contact) : maskPhone(contact)
}

/** Messages as the customer sees them; notes must have been left out by the query already. */
export async function portalMessages(
  call: Call,
  messages: readonly Message[]
): Promise<Static<typeof PortalMessage>[]> {
  const shown = messages.filter((message) => message.direction !== 'note')
  const [first] = shown
  if (!first) return []
  const names = await staffNames(
    call.tx,
    shown.map((message) => (message.author_kind === 'staff' ? message.author_id : null))
  )
  const files = await filesById(
    call,
    first.region_id,
    shown.flatMap((message) => message.file_ids)
  )
  return shown.map((message) => ({
    id: message.id,
    seq: message.seq,
    from: message.author_kind === 'system' ? 'system' : message.direction === 'in' ? 'you' : 'us',
    jobNumber: message.author_kind === 'staff' ? (names.get(message.author_id ?? '')?.jobNumber ?? null) : null,
    body: message.body,
    files: message.file_ids.flatMap((id) => files.get(id) ?? []),
    at: message.at.toISOString(),
    readAt: iso(message.read_at),
    payload: message.payload as SystemPayload | null
  }))
}

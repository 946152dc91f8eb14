// What other capabilities may ask of the contacts: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Route } from '#platform/action'
import { type Repeating, work } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { onFloor } from '#capabilities/floor'
import { identifyWith } from '#capabilities/people'
import { chatLoop } from './contacts-loop.ts'
import { mailReactions } from './mail/mail-reactions.ts'
import { mailRoutes } from './mail/mail-routes.ts'
import { mailLoop } from './mail/read-mailboxes.ts'
import { sendMail, watchOutbox } from './mail/send-mail.ts'
import { chatHooks } from './on-the-floor.ts'
import { reactions as contactReactions } from './reactions.ts'
import { routes as contactRoutes } from './routes.ts'
import { identifyVisitor } from './visitor.ts'

export { bringInContacts, type FormerContact, removeContacts } from './bring-in-contacts.ts'
export { contactsOfTicket, messagesOfContacts } from './contacts-of-ticket.ts'
export { closeWith as closeConversation, joinTicket as attachTicket } from './close-contact.ts'
export { tendChats } from './contacts-loop.ts'
export { addTimelineSource, type TimelineItem, type TimelineSource } from './customer-timeline.ts'
export { contactItems, personOf } from './desk-view.ts'
export { customerLeft } from './end-my-chat.ts'
export {
  type Conversation,
  type ConversationRef,
  findConversation,
  ownConversation,
  readableConversation,
  lockConversation,
  scopeColumns as contactScopeColumns
} from './load-conversation.ts'
export { keepOutsideAttributes as keepContactAttributes } from './keep-outside-attributes.ts'
export { type Arrival, refuseMail, takeIn, takeInMail } from './mail/take-in-mail.ts'
export { lease as leaseMailbox, readOnce as readMailbox } from './mail/read-mailboxes.ts'
export type { MailIn } from './mail/mail-in.ts'
export { type Mailbox, ownAddresses } from './mail/mailbox.ts'
export { connectMail, type FetchedMail, MailNotTaken, type MailSender, type MailSession, type MailSource, type OutgoingMail } from './mail/ports.ts'
export { mailDeliveries, queueMail } from './mail/queue-mail.ts'
export { prepareMail, type PreparedMail } from './mail/prepare-mail.ts'
export { removeMails } from './mail/remove-mails.ts'
export { readMail, type ReadMail } from './mail/read-mail.ts'
export { endOutbound, type Outbound, recordOutbound } from './record-outbound.ts'
export { markAudioProblem } from './mark-audio-problem.ts'
export { receiveMessage, type ReceiveInput } from './receive-message.ts'
export { reply, type ReplyInput } from './reply.ts'
export { conversationsById, conversationsOfTicket, handConversation, serveByPhone } from './serve-by-phone.ts'
export { newVisitorToken, setVisitorCookie, takeStart } from './visitor.ts'
export { keepContactOf } from './my-conversation.ts'
export { shownContact } from './portal-view.ts'
export { regionOfHost } from './start-chat.ts'
export { startConversation, type StartInput, type Started } from './start-conversation.ts'

export const routes: Route[] = [...contactRoutes, ...mailRoutes]
export const reactions: Reaction[] = [...contactReactions, ...mailReactions]
export const loops = [chatLoop, mailLoop]
export const repeating: Repeating[] = [watchOutbox]

/** Lets the cookie of a conversation name a visitor, and registers how mail is sent. */
export async function prepare(_app: App): Promise<void> {
  identifyWith(identifyVisitor)
  onFloor('conversation', chatHooks)
  work(sendMail)
}

// What other capabilities may ask of the contacts: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import { identifyWith } from '#capabilities/people'
import { chatLoop } from './contacts-loop.ts'
import { identifyVisitor } from './visitor.ts'

export { bringInContacts, type FormerContact, removeContacts } from './bring-in-contacts.ts'
export { joinTicket as attachTicket } from './close-contact.ts'
export { tendChats } from './contacts-loop.ts'
export { addTimelineSource, type TimelineItem, type TimelineSource } from './customer-timeline.ts'
export { dispatchRegion } from './dispatch-chats.ts'
export {
  type Conversation,
  type ConversationRef,
  findConversation,
  lockConversation,
  scopeColumns as contactScopeColumns
} from './load-conversation.ts'
export { keepOutsideAttributes as keepContactAttributes } from './keep-outside-attributes.ts'
export { reactions } from './reactions.ts'
export { receiveMessage, type ReceiveInput } from './receive-message.ts'
export { reply, type ReplyInput } from './reply.ts'
export { routes } from './routes.ts'
export { startConversation, type StartInput, type Started } from './start-conversation.ts'

export const loops = [chatLoop]
export const repeating: Repeating[] = []

/** Lets the cookie of a conversation name a visitor. */
export async function prepare(_app: App): Promise<void> {
  identifyWith(identifyVisitor)
}

// What other capabilities may ask of the contacts: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { identifyWith } from '#capabilities/people'
import { identifyVisitor } from './visitor.ts'

export { dispatchRegion } from './dispatch-chats.ts'
export { type Conversation, type ConversationRef, findConversation, lockConversation, scopeColumns as contactScopeColumns } from './load-conversation.ts'
export { keepOutsideAttributes as keepContactAttributes } from './keep-outside-attributes.ts'
export { receiveMessage, type ReceiveInput } from './receive-message.ts'
export { reply, type ReplyInput } from './reply.ts'
export { routes } from './routes.ts'
export { startConversation, type StartInput, type Started } from './start-conversation.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = []

/** Lets the cookie of a conversation name a visitor. */
export async function prepare(_app: App): Promise<void> {
  identifyWith(identifyVisitor)
}

import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  attachToContact as deskAttachOperation,
  downloadContactFile as deskDownloadOperation
} from '@shouwen/contract/chat-desk'
import type {
  attachMyFiles as attachOperation,
  downloadMyFile as downloadOperation
} from '@shouwen/contract/portal-chat'
import type { Call, StreamAnswer } from '#platform/action'
import { refuse } from '#platform/refusal'
import { downloadFrom, keepUploads } from './contact-files.ts'
import { type Conversation, deskConversation, ownConversation, readableConversation } from './load-conversation.ts'

export async function attachMyFiles(
  call: Call,
  { conversationId }: InputOf<typeof attachOperation>
): Promise<OutputOf<typeof attachOperation>> {
  return attach(call, await ownConversation(call, conversationId, true))
}

export async function attachToContact(
  call: Call,
  { conversationId }: InputOf<typeof deskAttachOperation>
): Promise<OutputOf<typeof deskAttachOperation>> {
  return attach(call, await deskConversation(call, 'contact.answer', conversationId))
}

async function attach(call: Call, conversation: Conversation) {
  if (conversation.state === 'closed') throw refuse('contact-closed')
  return { files: await keepUploads(call, conversation) }
}

/** A file of the customer's own conversation; those of notes are not theirs. */
export async function downloadMyFile(
  call: Call,
  { conversationId, fileId, inline }: InputOf<typeof downloadOperation>
): Promise<StreamAnswer> {
  return downloadFrom(call, await ownConversation(call, conversationId), fileId, { inline })
}

export async function downloadContactFile(
  call: Call,
  { conversationId, fileId, inline }: InputOf<typeof deskDownloadOperation>
): Promise<StreamAnswer> {
  return downloadFrom(call, await readableConversation(call, conversationId), fileId, { inline, notes: true })
}

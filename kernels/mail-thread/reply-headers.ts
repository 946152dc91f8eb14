import { type MailHead, plainAddress, plainMessageId } from './mail.ts'
import { threadHeader } from './token.ts'

export type ReplyHead = {
  to: string
  /** Null path for automatic answers, so that even a bounce of it comes back to nobody; otherwise our usual one. */
  envelopeFrom: '' | undefined
  inReplyTo?: string
  references: string[]
  headers: Record<string, string>
}

const maxReferences = 20

/**
 * Where an answer goes and what it carries so that it joins the sender's thread. An automatic one goes to the Return-Path
 * (RFC 3834 §4) and says that it is automatic; both carry our loop mark and our thread token.
 */
export function replyHead(mail: MailHead, ours: { loopMark: string; token: string; automatic: boolean }): ReplyHead {
  const messageId = plainMessageId(mail.messageId ?? '')
  const earlier = mail.references.length > 0 ? mail.references : mail.inReplyTo ? [mail.inReplyTo] : []
  const references = [...earlier.map(plainMessageId), messageId].filter((id) => id !== '')
  return {
    to: plainAddress((ours.automatic ? mail.returnPath : undefined) || mail.from),
    envelopeFrom: ours.automatic ? '' : undefined,
    ...(messageId === '' ? {} : { inReplyTo: `<${messageId}>` }),
    references: references.slice(-maxReferences).map((id) => `<${id}>`),
    headers: {
      'X-Loop': ours.loopMark,
      [threadHeader]: ours.token,
      ...(ours.automatic ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } : {})
    }
  }
}

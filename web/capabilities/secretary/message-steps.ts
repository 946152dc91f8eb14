export const steps = ['recipient', 'caller', 'content', 'read-back', 'addition'] as const
export type Step = (typeof steps)[number]

/** How far a message is. `isRead`: the content as it stands now was read back. */
export type Taken = { recipient: string; saidBack: boolean; callerName: string; content: string; isRead: boolean; addition: 'none' | 'more' | undefined }

/** A mobile number of the mainland, as people write it. */
export const isMobile = (text: string): boolean => /^1[3-9]\d{9}$/.test(text.replace(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, ''))

/**
 * The step that is due; `send` when none is. An addition changes the content, so it has to be read back again: "more" leads back there. @norm CC-31
 */
export function stepOf({ recipient, saidBack, callerName, content, isRead, addition }: Taken): Step | 'send' {
  if (!isMobile(recipient) || !saidBack) return 'recipient'
  if (callerName.trim() === '') return 'caller'
  if (content.trim() === '') return 'content'
  if (!isRead) return 'read-back'
  return addition === 'none' ? 'send' : 'addition'
}

export const outboxStates = ['queued', 'failed', 'suppressed', 'sent'] as const
export type OutboxState = (typeof outboxStates)[number]

export type MailSearch = { part?: 'outbox' | undefined; state?: OutboxState | undefined; open?: string | undefined }
export type MailboxSearch = { panel?: 'new' | undefined; open?: string | undefined }

const openOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export const mailSearch = (given: Record<string, unknown>): MailSearch => ({
  part: given['part'] === 'outbox' ? 'outbox' : undefined,
  state: outboxStates.find((state) => state === given['state']),
  open: openOf(given['open'])
})

export const mailboxSearch = (given: Record<string, unknown>): MailboxSearch => ({
  panel: given['panel'] === 'new' ? 'new' : undefined,
  open: openOf(given['open'])
})

import { usePhrases } from '#lib/phrases.ts'

const known: readonly string[] = [
  'no-sender',
  'malformed',
  'too-many-from-sender',
  'unreadable',
  'too-large',
  'processing-failed',
  'no-mail-server',
  'own-address',
  'too-many-automatic',
  'authentication-failed',
  'connection-failed',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAUTH',
  'ESOCKET',
  'ETLS',
  'ECONNECTION',
  'EDNS',
  'EENVELOPE',
  'file-type-not-allowed',
  'file-too-large'
]

/** Why a mail or a mailbox is as it is: in words, or as the code that a mail server gave (550, `bounced 5.1.1`). */
export function useReasonWords(): (reason: string | null) => string {
  const { say } = usePhrases('mail')
  return (reason) => {
    if (reason === null) return ''
    if (known.includes(reason)) return say(`reason.${reason}`)
    const bounced = /^bounced ?(.*)$/.exec(reason)
    if (bounced) return say('reason.bounced', { code: bounced[1] ?? '' })
    return /^\d{3}$/.test(reason) ? say('reason.status', { code: reason }) : reason
  }
}

import { type Language, lengthOn } from '../chat-rules.ts'
import type { ReadMail } from './read-mail.ts'
import type { Arrival } from './take-in-mail.ts'

/** How far before its arrival a mail may claim to have been written; a promise must not be broken by a wrong clock far away. */
const LATEST_POST_MS = 3 * 86_400_000

/** What a person reads of a mail; the whole of it is in the original. */
export function bodyOf(mail: ReadMail): string {
  const words = mail.text || mail.wholeText || mail.subject || '…'
  const most = lengthOn('email')
  return words.length > most ? `${words.slice(0, most - 1)}…`.toWellFormed() : words
}

/** The instant of the Date header, never later than it arrived; live also not unbelievably earlier. */
export function writtenAt({ receivedAt, imported }: Arrival, { sentAt }: ReadMail): Date {
  if (!sentAt || sentAt > receivedAt) return receivedAt
  return !imported && receivedAt.getTime() - sentAt.getTime() > LATEST_POST_MS ? receivedAt : sentAt
}

export const languageOf = ({ subject, text }: ReadMail): Language =>
  /\p{Script=Han}/u.test(`${subject} ${text}`) ? 'zh-CN' : 'en'

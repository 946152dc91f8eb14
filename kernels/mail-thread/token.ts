import type { MailHead } from './mail.ts'
import { header, plainAddress } from './mail.ts'

/** Signs a text with a secret only we know: HMAC in hex or another notation of letters and digits, any length ≥ 12. */
export type Sign = (text: string) => string

/** Name of the header in which our own mail carries the token of its thread. */
export const threadHeader = 'x-shouwen-thread'

const signatureLength = 12

/**
 * The signed name of a thread: `key.signature`. The key is a ticket's number or id (letters, digits, dashes). Lower case
 * throughout, because addresses lose their case on the way.
 */
export function threadToken(key: string, sign: Sign): string {
  const name = key.toLowerCase()
  if (!/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(name))
    throw new RangeError('a thread key is 1 to 64 letters, digits and dashes')
  const signature = sign(name).toLowerCase().slice(0, signatureLength)
  if (!/^[a-z0-9]{12}$/.test(signature)) throw new RangeError('a signature needs 12 letters or digits')
  return `${name}.${signature}`
}

/** The key of a token if its signature is ours, in lower case. */
export function readToken(token: string, sign: Sign): string | undefined {
  const found = /^([a-z0-9-]{1,64})\.([a-z0-9]{12})$/.exec(token.trim().toLowerCase())
  const key = found?.[1]
  if (key === undefined || !/^[a-z0-9](?:.*[a-z0-9])?$/.test(key)) return undefined
  return threadToken(key, sign) === found?.[0] ? key : undefined
}

/** Our address with the token in it (`service+key.signature@example.com`): what Reply-To says. */
export function tokenAddress(address: string, token: string): string {
  return address.replace('@', `+${token}@`)
}

/** A subject that carries the token at its end: `断网 [#hn-20261124-000123.3fa9…]`. */
export function tokenSubject(subject: string, token: string): string {
  return `${subject} [#${token}]`
}

export type TokenPlace = 'token-header' | 'token-address' | 'token-subject'

/** The first token of ours in a mail, safest place first. A token with a wrong signature is as good as none. */
export function findToken(mail: MailHead, sign: Sign): { key: string; by: TokenPlace } | undefined {
  const candidates: [TokenPlace, string][] = [
    ['token-header', header(mail, threadHeader) ?? ''],
    ...mail.recipients
      .slice(0, 50)
      .map((recipient): [TokenPlace, string] => [
        'token-address',
        /\+([a-z0-9.-]+)@/.exec(plainAddress(recipient))?.[1] ?? ''
      ]),
    ...[...mail.subject.slice(0, 2000).matchAll(/\[#([A-Za-z0-9.-]{3,80})\]/g)].map((match): [TokenPlace, string] => [
      'token-subject',
      match[1] ?? ''
    ])
  ]
  for (const [by, text] of candidates) {
    const key = readToken(text, sign)
    if (key !== undefined) return { key, by }
  }
  return undefined
}

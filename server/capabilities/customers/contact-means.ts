import { refuse } from '#platform/refusal'

export type MeansKind = 'phone' | 'email' | 'address' | 'wechat'

/** One spelling per way to reach somebody: digits of a phone without +86, lower-case mail, text without outer blanks. */
export function normalizedMeans(kind: MeansKind, value: string): string {
  const text = value.normalize('NFKC').trim()
  if (kind === 'email') return text.toLowerCase()
  if (kind !== 'phone') return text
  // A broadband account or extension is no phone number; it stays as it was written.
  if (/[a-z]/i.test(text)) return text.toLowerCase()
  return text.replace(/\D/g, '').replace(/^(00)?86(?=\d{10,12}$)/, '')
}

const forms: Record<MeansKind, RegExp> = {
  phone: /^\d{3,20}$/,
  email: /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/,
  address: /\S/,
  wechat: /^\S+$/
}

/** Refuses with `contact-means-malformed` what could never reach anybody. */
export function refuseMalformed(kind: MeansKind, value: string): void {
  if (!forms[kind].test(normalizedMeans(kind, value))) throw refuse('contact-means-malformed', { kind })
}

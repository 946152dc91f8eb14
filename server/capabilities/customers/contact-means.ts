export type MeansKind = 'phone' | 'email' | 'address' | 'wechat'

/** One spelling per way to reach somebody: digits of a phone without +86, lower-case mail, text without outer blanks. */
export function normalizedMeans(kind: MeansKind, value: string): string {
  const text = value.normalize('NFKC').trim()
  if (kind === 'email') return text.toLowerCase()
  if (kind !== 'phone') return text
  const digits = text.replace(/^\+?86(?=1\d{10}$|\d{10,12}$)/, '').replace(/[^\d]/g, '')
  // A broadband account or extension is no phone number; it stays as it was written.
  return /[a-z]/i.test(text) ? text.toLowerCase() : digits
}

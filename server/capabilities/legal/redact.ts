import { createHash, createHmac } from 'node:crypto'

/** What is left out of a pack, and of whom it may speak. */
export type RedactionRules = {
  hideNumbers: boolean
  hideNotes: boolean
  /** Numbers that stay: the customer's own and ours. */
  ownNumbers: ReadonlySet<string>
  /** Words of others to leave out: names and customer numbers of people the case is not about. */
  others: readonly string[]
}

export type Redaction = {
  no: number
  part: string
  pointer: string
  kind: 'phone' | 'other-customer' | 'internal'
  sha256: string
}

/** Mainland mobiles and fixed lines with area code, however they are spaced; never inside an id or a hash. */
const PHONE = /(?<![0-9A-Za-z-])(?:\+?86[ -]?)?(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})(?![0-9A-Za-z-])/g

/** Digits only, without the country code: numbers written in different ways are the same. */
export const digitsOf = (text: string) => text.replaceAll(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')

/** Every number of a telephone in a text. */
export const phonesIn = (text: string) => [...text.matchAll(PHONE)].map(([found]) => digitsOf(found))

/** The salt of one redaction: with it, and only with it, the operator can show what stood there. */
export const saltOf = (secret: Buffer, no: number) => createHmac('sha256', secret).update(String(no)).digest('hex')

/**
 * Leaves out of JSON what the rules name and keeps a list: where, of which kind, and a salted hash of what stood there, so that it can be
 * proven later but not guessed now. @norm TK-20
 */
export function redactor(rules: RedactionRules, secret: Buffer) {
  const list: Redaction[] = []
  const others = rules.others.filter((word) => word.length > 1).toSorted((a, b) => b.length - a.length)

  const leaveOut = (value: string, part: string, pointer: string, kind: Redaction['kind']) => {
    const no = list.length + 1
    list.push({
      no,
      part,
      pointer,
      kind,
      sha256: createHash('sha256')
        .update(`${saltOf(secret, no)}\n${value}`)
        .digest('hex')
    })
    return `[▇ ${no}]`
  }
  const text = (value: string, part: string, pointer: string): string => {
    let out = rules.hideNumbers
      ? value.replaceAll(PHONE, (found) =>
          rules.ownNumbers.has(digitsOf(found)) ? found : leaveOut(found, part, pointer, 'phone')
        )
      : value
    for (const word of others) out = out.replaceAll(word, () => leaveOut(word, part, pointer, 'other-customer'))
    return out
  }
  const walk = (value: unknown, part: string, pointer: string): unknown => {
    if (typeof value === 'string') return text(value, part, pointer)
    if (Array.isArray(value)) return value.map((member, at) => walk(member, part, `${pointer}/${at}`))
    if (value === null || typeof value !== 'object') return value
    const isInternal = (value as { internal?: unknown }).internal === true
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
        if (rules.hideNotes && isInternal && name === 'body' && typeof member === 'string' && member !== '')
          return [name, leaveOut(member, part, at, 'internal')]
        return [name, walk(member, part, at)]
      })
    )
  }
  return {
    rules,
    redact: (value: unknown, part: string): unknown => walk(value, part, ''),
    list: (): readonly Redaction[] => list
  }
}

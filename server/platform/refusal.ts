import { allRefusals, type RefusalCode } from '@shouwen/contract/index'

/** A fact that stops an action: becomes an RFC 9457 problem with its code and both phrases. Never holds personal data. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: Record<string, unknown> | undefined
  constructor(code: RefusalCode, details?: Record<string, unknown>) {
    super(code)
    this.code = code
    this.details = details
  }
}

/** Makes a refusal to throw: `throw refuse('ticket-already-closed')`. */
export function refuse(code: RefusalCode, details?: Record<string, unknown>): Refusal {
  return new Refusal(code, details)
}

export type Problem = {
  type: string
  title: string
  status: number
  code: string
  zh: string
  en: string
  requestId: string
  details?: Record<string, unknown>
}

/** The RFC 9457 body of a refusal. */
export function problemOf(refusal: Refusal, requestId: string): Problem {
  const entry = allRefusals[refusal.code]
  return {
    type: `urn:shouwen:refusal:${refusal.code}`,
    title: entry.en,
    status: entry.status,
    code: refusal.code,
    zh: entry.zh,
    en: entry.en,
    requestId,
    ...(refusal.details ? { details: refusal.details } : {})
  }
}

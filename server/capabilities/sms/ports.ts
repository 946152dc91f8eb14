import type { App } from '#platform/app-type'

export type OutgoingSms = {
  /** Region and id: the gateway takes each reference once. */
  reference: string
  to: string
  text: string
}

/** The gateway did not take a message. `permanent`: trying again changes nothing. `code` says why, in a word. */
export class SmsNotTaken extends Error {
  readonly permanent: boolean
  readonly code: string
  constructor(code: string, permanent: boolean) {
    super(code)
    this.code = code
    this.permanent = permanent
  }
}

/** How short messages leave; throws SmsNotTaken. Answers what the gateway calls the message. */
export type SmsSender = { send(message: OutgoingSms): Promise<{ providerId: string | null }> }

let open: ((app: App) => SmsSender | null) | undefined

/** Ties the short messages to the world; called once by the composition root. The opener answers null when nothing is configured. */
export function connectSms(opener: (app: App) => SmsSender | null): void {
  open = opener
}

/** The configured way out, or null. */
export const smsSender = (app: App): SmsSender | null => open?.(app) ?? null

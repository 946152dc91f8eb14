import type { Phrase, Trust } from '@shouwen/kernels/conditions/index'

type Words = Readonly<Record<string, Phrase>>

/** The desks of the manual: rulebook/desks.yaml. */
export type DeskRules = {
  norms: readonly string[]
  trust: Trust
  corrections: { found: Words; outcomes: Words; tries: number }
  vip: {
    routing_rules: readonly string[]
    answer_within_seconds: number
    target: number
    greeting: Phrase
    farewell: Phrase
    nobody: Phrase
    needs: Words
    leaders: readonly string[]
  }
  secretary: {
    greetings: { own: Phrase; forwarded: Phrase; named: Phrase }
    scripts: Words
    confidential: Phrase
    sms: Phrase
    subject: Phrase
    number_withheld: Phrase
  }
  outbound: {
    hold_minutes: number
    most_listed: number
    call_again_within_days: number
    calendars: readonly string[]
    purposes: Readonly<Record<string, OutboundPurpose>>
    results: Readonly<Record<string, OutboundResult>>
    exceptions: Words
  }
}

export type OutboundPurpose = Phrase & { consent: string; contacts: number; days: number }
export type OutboundResult = Phrase & { next: 'done' | 'again'; after_minutes?: number; reached?: true; withdraws?: true }

import type { outboundWords as wordsOperation } from '@shouwen/contract/outbound'
import type { OutputOf } from '@shouwen/contract/operation'
import { isOpenAt, nextOpening } from '@shouwen/kernels/working-time/index'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'
import type { OutboundPurpose, OutboundResult } from '#server/rulebook-desks'

/** rulebook/desks.yaml, outbound. @norm CC-33 CC-20 */
export const outboundRules = () => rulebook().desks.outbound

/** The purpose; refuses with `campaign-word-unknown`. */
export function purposeOf(code: string): OutboundPurpose {
  const { purposes } = outboundRules()
  const purpose = Object.hasOwn(purposes, code) ? purposes[code] : undefined
  if (!purpose) throw refuse('campaign-word-unknown', { purpose: code })
  return purpose
}

/** The result; refuses with `outbound-word-unknown`. */
export function resultOf(code: string): OutboundResult {
  const { results } = outboundRules()
  const result = Object.hasOwn(results, code) ? results[code] : undefined
  if (!result) throw refuse('outbound-word-unknown', { result: code })
  return result
}

/** Results after which the customer counts as reached. */
export const reachedResults = (): string[] =>
  Object.entries(outboundRules().results).flatMap(([code, { reached }]) => (reached ? [code] : []))

/** Whether a calendar of calling hours is open, and from when it is. */
export function hoursAt(calendar: string, at: Date): { open: boolean; nextOpenAt: Date | null } {
  const compiled = rulebook().calendars.get(calendar)
  if (!compiled) throw refuse('campaign-word-unknown', { calendar })
  const { open } = isOpenAt(at.getTime(), compiled)
  const next = open ? null : nextOpening(at.getTime(), compiled).at
  return { open, nextOpenAt: next === null ? null : new Date(next) }
}

/** The first instant from `at` on at which one may call. */
export const intoHours = (calendar: string, at: Date): Date => hoursAt(calendar, at).nextOpenAt ?? at

/** Purposes, results, exceptions and hours in both languages. */
export async function outboundWords(): Promise<OutputOf<typeof wordsOperation>> {
  const { purposes, results, exceptions, calendars } = outboundRules()
  return {
    purposes: Object.entries(purposes).map(([code, { zh, en, consent, contacts, days }]) => ({ code, zh, en, consent, contacts, days })),
    results: Object.entries(results).map(([code, { zh, en, next, reached, after_minutes }]) => ({
      code, zh, en, next, reached: reached ?? false, timeNeeded: next === 'again' && after_minutes === undefined
    })),
    exceptions: Object.entries(exceptions).map(([code, { zh, en }]) => ({ code, zh, en })),
    calendars: calendars.flatMap((code) => {
      const data = rulebook().calendarData.find(({ id }) => id === code)
      return data ? [{ code, zh: data.name.zh, en: data.name.en }] : []
    })
  }
}

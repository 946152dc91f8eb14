import type { ComplaintFilter } from '@shouwen/contract/complaint-intake'

export const views = ['open', 'mine', 'focus', 'escalated', 'outside', 'analysis', 'all'] as const
export type ListView = (typeof views)[number]
export type ComplaintSearch = { view?: ListView; source?: string; level?: string; deadline?: 'broken' | 'at-risk' | 'today'; hall?: 'city' | 'province' }

const one = <T extends string>(among: readonly T[], value: unknown): T | undefined => among.find((each) => each === value)

/** The router reads 12300 as a number. */
const asText = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 20) : undefined)

/** What of an address the list understands. */
export function complaintSearch({ view, source, level, deadline, hall }: Record<string, unknown>): ComplaintSearch {
  const found = { view: one(views, view), source: asText(source), level: one(['internal', 'external', 'I1', 'I2', 'I3', 'E1', 'E2', 'E3'], level), deadline: one(['broken', 'at-risk', 'today'], deadline), hall: one(['city', 'province'], hall) }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as ComplaintSearch
}

/** The filter of the server behind an address. */
export function filterOf({ view, source, level, deadline, hall }: ComplaintSearch): ComplaintFilter {
  const views: Partial<Record<ListView, ComplaintFilter>> = { mine: { mine: true }, focus: { focus: true }, escalated: { level: 'any' }, outside: { outside: true }, all: { all: true } }
  return {
    ...(view ? views[view] : {}),
    ...(source ? { sources: [source] } : {}),
    ...(level ? { level: level as ComplaintFilter['level'] } : {}),
    ...(deadline ? { deadline } : {}),
    ...(hall ? { handledBy: hall } : {})
  }
}

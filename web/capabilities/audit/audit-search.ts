import { zoneOf } from '@shouwen/kernels/working-time/zone'

/** What the address of the audit holds. */
export type AuditSearch = {
  actor?: string | undefined
  verb?: string | undefined
  kind?: string | undefined
  subject?: string | undefined
  outcome?: 'done' | 'denied' | undefined
  /** First and last local day, `YYYY-MM-DD`. */
  from?: string | undefined
  to?: string | undefined
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined)

export function auditSearch(search: Record<string, unknown>): AuditSearch {
  const outcome = search['outcome']
  return {
    actor: text(search['actor']),
    verb: text(search['verb']),
    kind: text(search['kind']),
    subject: text(search['subject']),
    outcome: outcome === 'done' || outcome === 'denied' ? outcome : undefined,
    from: day(search['from']),
    to: day(search['to'])
  }
}

const DAY_MS = 86_400_000

/** The instants from the beginning of the first local day to the end of the last one. */
export function instantsOf(search: Pick<AuditSearch, 'from' | 'to'>, timeZone: string): { from?: string; to?: string } {
  const zone = zoneOf(timeZone)
  const startOf = (date: string, daysOn: number) =>
    new Date(zone.startOf(Date.parse(date) / DAY_MS + daysOn)).toISOString()
  return {
    ...(search.from ? { from: startOf(search.from, 0) } : {}),
    ...(search.to ? { to: startOf(search.to, 1) } : {})
  }
}

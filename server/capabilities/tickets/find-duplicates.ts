import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { findDuplicates as contract } from '@shouwen/contract/tickets'
import { similarity } from '@shouwen/kernels/text/index'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { scopeFilter } from '#platform/access'
import { parametersOf } from '#capabilities/norms'
import { ticketScopeColumns } from './access.ts'

/** Newest tickets looked at, and how many are shown. */
const LOOKED_AT = 100
const SHOWN = 5
/** Below this the texts have little more in common than any two about the same trade. */
const ALIKE = 0.25
const DAY = 86_400_000

/**
 * Tickets of the same customer or telephone in the days the rulebook names, the likest first: shown before a new one is opened.
 * Open ones are shown even when the words differ. @norm IQ-07 TK-01
 */
export async function findDuplicates(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : undefined)
  if (regionId === undefined) throw refuse('required-field-missing', { fields: ['regionId'] })
  const { customerId, contactPhone } = input
  if (!customerId && !contactPhone) return { items: [] }
  const { duplicate_window_days: days } = await parametersOf(call, 'recording')
  const since = new Date(call.now.getTime() - (typeof days === 'number' ? days : 0) * DAY)
  const rows = await call.tx
    .selectFrom('tickets.ticket as t')
    .select(['t.id', 't.number', 't.title', 't.description', 't.status', 't.opened_at', 't.customer_id', 't.kind'])
    .where('t.region_id', '=', regionId)
    .where('t.opened_at', '>=', since)
    .where('t.status', 'not in', ['cancelled', 'rejected'])
    .where((where) =>
      where.or([
        ...(customerId ? [where('t.customer_id', '=', customerId)] : []),
        ...(contactPhone ? [where('t.contact_phone', '=', contactPhone)] : [])
      ])
    )
    .where(scopeFilter(call.actor, 'ticket.read', ticketScopeColumns('t')))
    .$if(input.notId !== undefined, (query) => query.where('t.id', '!=', input.notId as string))
    .orderBy('t.opened_at', 'desc')
    .limit(LOOKED_AT)
    .execute()
  const words = `${input.title}\n${input.description ?? ''}`
  const items = rows
    .map((row) => ({
      id: row.id,
      number: row.number,
      title: row.title,
      status: row.status,
      openedAt: row.opened_at.toISOString(),
      sameCustomer: customerId !== undefined && row.customer_id === customerId,
      likeness: Math.round(likeness(words, `${row.title}\n${row.description}`) * 100) / 100,
      ends: row.status === 'closed'
    }))
    .filter((one) => !one.ends || one.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, SHOWN)
  return { items: items.map(({ ends: _ends, ...item }) => item) }
}

function likeness(a: string, b: string): number {
  const { jaccard, containment } = similarity(a, b)
  return (jaccard + containment) / 2
}

import type { Ticket } from './load-ticket.ts'

const groups = {
  assignment: ['assignee_id', 'owner_id', 'queue_code', 'unit_id'],
  priority: ['priority', 'priority_overridden'],
  tags: ['tags'],
  status: ['status', 'status_reason']
} as const satisfies Record<string, readonly (keyof Ticket)[]>

export type FieldGroup = keyof typeof groups
export const fieldGroups = Object.keys(groups) as FieldGroup[]

/** The fields a bulk change can touch, as they are kept for undoing. */
export type KeptFields = Pick<Ticket, (typeof groups)[FieldGroup][number]>

/** What must be kept of a ticket to be able to put it back. */
export function keptFieldsOf(ticket: Ticket): KeptFields {
  const columns = Object.values(groups).flat()
  return Object.fromEntries(columns.map((column) => [column, ticket[column]])) as KeptFields
}

/** Whether the fields of a group stand equal in both. */
export function sameIn(group: FieldGroup, a: KeptFields, b: KeptFields): boolean {
  return groups[group].every((column) => JSON.stringify(a[column]) === JSON.stringify(b[column]))
}

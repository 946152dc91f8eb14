import { type Expression, type SqlBool, sql } from 'kysely'
import { type Attributes, idOf, instant, text, uuid } from '../attribute.ts'
import type { Operator } from '../condition.ts'
import { fault } from '../fault.ts'
import { hrefWhere } from '../own-address.ts'
import { prioritySql, severitySql, ticketTypeSql } from './words.ts'

/** Reason of the last step: the words given with it, else its code. Equal to what is shown. */
const lastReason = sql`(select coalesce(s.detail, s.reason) from tickets.status_change s where s.region_id = t.region_id and s.ticket_id = t.id order by s.at desc, s.id desc limit 1)`

/** How the attributes of version 4 are found; what is not here is kept in `tmf` or cannot be filtered on. */
export const filters: Attributes = {
  kept: sql`t.tmf`,
  computed: new Set(['note', 'statusChange', 'statusChangeHistory', 'relatedParty', 'relatedEntity', 'attachment', 'troubleTicketRelationship', 'channel', 'externalIdentifier']),
  own: {
    id: idOf(sql`t.id`),
    href: hrefWhere('troubleTicket/v4/troubleTicket', sql`t.id`),
    name: text(sql`t.title`),
    description: text(sql`t.description`),
    status: text(sql`t.status`),
    statusChangeDate: instant(sql`t.status_at`),
    statusChangeReason: text(lastReason),
    creationDate: instant(sql`t.opened_at`),
    lastUpdate: instant(sql`t.updated_at`),
    requestedResolutionDate: instant(sql`t.requested_resolution_at`),
    expectedResolutionDate: instant(sql`t.next_due_at`),
    resolutionDate: instant(sql`t.resolved_at`),
    externalId: text(sql`t.external_id`),
    priority: text(prioritySql),
    severity: text(severitySql),
    ticketType: text(ticketTypeSql),
    'channel.id': text(sql`coalesce(t.tmf #>> '{channel,id}', t.channel)`),
    'note.text': { kind: 'whole', where: noteWhere },
    'relatedParty.id': { kind: 'whole', where: partyWhere },
    'relatedEntity.id': { kind: 'whole', where: (operator, value) => referenced(operator, value, sql`t.line_id`, 'relatedEntity') },
    'statusChange.status': { kind: 'whole', where: stepWhere }
  }
}

function noteWhere(operator: Operator, value: string): Expression<SqlBool> {
  if (operator !== 'eq' && operator !== 'regex') throw fault(501, 'filter-not-supported', 'Notes can only be compared for equality or by a pattern')
  const compare = operator === 'eq' ? sql`n.body = ${value}` : sql`n.body ~ ${value}`
  return sql<SqlBool>`exists (select 1 from tickets.note n where n.region_id = t.region_id and n.ticket_id = t.id and ${compare})`
}

function stepWhere(operator: Operator, value: string): Expression<SqlBool> {
  if (operator !== 'eq') throw fault(501, 'filter-not-supported', 'Statuses can only be compared for equality')
  return sql<SqlBool>`exists (select 1 from tickets.status_change s where s.region_id = t.region_id and s.ticket_id = t.id and s.to_status = ${value})`
}

function partyWhere(operator: Operator, value: string): Expression<SqlBool> {
  const kept = referenced(operator, value, sql`t.customer_id`, 'relatedParty')
  return uuid.test(value) ? sql<SqlBool>`(${kept} or t.owner_id = ${value}::uuid)` : kept
}

/** A reference that is one of ours, in its column, or another system's, kept as it came. */
function referenced(operator: Operator, value: string, column: Expression<unknown>, member: string): Expression<SqlBool> {
  if (operator !== 'eq') throw fault(501, 'filter-not-supported', 'Identifiers can only be compared for equality')
  const kept = sql<SqlBool>`t.tmf -> ${sql.lit(member)} @> ${JSON.stringify([{ id: value }])}::jsonb`
  return uuid.test(value) ? sql<SqlBool>`(${column} = ${value}::uuid or ${kept})` : kept
}

import { sql } from 'kysely'
import type { Call } from '#platform/action'
import type { FloorContactRow } from './contact.ts'

export type PassageOutcome = 'answered' | 'abandoned' | 'withdrawn' | 'overflowed' | 'transferred'

/** Writes down one way of a contact through a queue that is over; the contact row itself lives on for the next. */
export async function endPassage(call: Call, contact: FloorContactRow, outcome: PassageOutcome): Promise<void> {
  await endingPassage(call, contact, outcome).execute()
}

/** The same as a query, to be written along with another. */
export const endingPassage = (call: Call, contact: FloorContactRow, outcome: PassageOutcome) =>
  call.tx.insertInto('floor.passage').values({
    region_id: contact.region_id,
    id: call.app.newId(),
    kind: contact.kind,
    contact_id: contact.id,
    channel: contact.channel,
    queue_code: contact.queue_code,
    via_queue: contact.via_queue,
    customer_id: contact.customer_id,
    language: contact.language,
    facts: JSON.stringify(contact.facts),
    rule_id: contact.rule_id,
    head_start_seconds: contact.head_start_seconds,
    known_staff_id: contact.known_staff_id,
    avoid_staff_ids: contact.avoid_staff_ids,
    placed_at: contact.placed_at,
    entered_at: contact.entered_at,
    answered_at: contact.accepted_at,
    ended_at: sql`greatest(${call.now}::timestamptz, ${contact.entered_at}::timestamptz)`,
    staff_id: contact.state === 'held' ? contact.staff_id : null,
    outcome
  })

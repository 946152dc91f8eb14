import type { Selectable } from 'kysely'
import type { Call } from '#platform/action'
import type { TicketsHandover, TicketsLink, TicketsNote, TicketsStatusChange, TicketsTask } from '#platform/schema.gen'

export type TicketRecord = {
  steps: Selectable<TicketsStatusChange>[]
  notes: Selectable<TicketsNote>[]
  tasks: Selectable<TicketsTask>[]
  handovers: Selectable<TicketsHandover>[]
  links: Selectable<TicketsLink>[]
}

const MOST = 5000

/** Everything written down about a ticket, oldest first: what a case file or an evidence pack is made of. */
export async function recordOfTicket(tx: Call['tx'], regionId: number, ticketId: string): Promise<TicketRecord> {
  const steps = await tx.selectFrom('tickets.status_change').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).orderBy('at').orderBy('id').limit(MOST).execute()
  const notes = await tx.selectFrom('tickets.note').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).orderBy('at').orderBy('id').limit(MOST).execute()
  const tasks = await tx.selectFrom('tickets.task').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).orderBy('given_at').limit(MOST).execute()
  const handovers = await tx.selectFrom('tickets.handover').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).orderBy('offered_at').limit(MOST).execute()
  const links = await tx.selectFrom('tickets.link').selectAll().where('region_id', '=', regionId).where('from_id', '=', ticketId).limit(MOST).execute()
  return { steps, notes, tasks, handovers, links }
}

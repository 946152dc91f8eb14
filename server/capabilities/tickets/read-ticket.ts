import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { readTicket as contract } from '@shouwen/contract/tickets'
import { mask } from '@shouwen/kernels/text/index'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { findCustomer } from '#capabilities/customers'
import { clocksOf } from '#capabilities/norms'
import { staffNames, visibleClasses } from '#capabilities/people'
import { abilitiesOf } from './access.ts'
import { filesOf } from './attach-files.ts'
import { timelineOf } from './list-timeline.ts'
import { linksOf } from './link-tickets.ts'
import type { Ticket } from './load-ticket.ts'
import { ticketToRead } from './read-permission.ts'
import { type Handover, handoverView, peopleInHandover, peopleInTask, type Task, taskView } from './task-view.ts'
import { possibleNext } from './ticket.ts'
import { contactOf, peopleIn, ticketView } from './ticket-view.ts'

type Page = OutputOf<typeof contract>

const FIRST_PAGE = 30

/** Everything the page of a ticket shows. Parts a ticket cannot have are not asked for. @norm GV-03 */
export async function readTicket(call: Call, input: InputOf<typeof contract>): Promise<Page> {
  const ticket = await ticketToRead(call, input.ticketId)
  const [promises, customer, handover, tasks, links, files, followers, timeline] = await Promise.all([
    clocksOf(call, ticket.region_id, 'ticket', [ticket.id]),
    customerOf(call, ticket),
    openHandover(call, ticket),
    ticket.task_count > 0 ? tasksOf(call, ticket) : [],
    linksOf(call, ticket),
    filesOf(call, ticket),
    followersOf(call, ticket),
    timelineOf(call, ticket, FIRST_PAGE)
  ])
  const people = await staffNames(call.tx, [
    ...peopleIn(ticket),
    ...tasks.flatMap(peopleInTask),
    ...(handover ? peopleInHandover(handover) : [])
  ])
  const { contact, unmasked } = contactOf(call, ticket)
  if (unmasked.length > 0)
    await audited(call, {
      verb: 'ticket.unmask',
      regionId: ticket.region_id,
      subjectKind: 'ticket',
      subjectId: ticket.id,
      fields: unmasked
    })
  return {
    ticket: ticketView(ticket, people, contact),
    promises: promises.get(ticket.id) ?? [],
    abilities: abilitiesOf(call.actor, ticket),
    nextStatuses: possibleNext(ticket.status),
    following: followers.includes(staffId(call.actor) ?? ''),
    followerCount: followers.length,
    customer,
    handover: handover ? handoverView(handover, people) : null,
    tasks: tasks.map((task) => taskView(task, ticket.number, people)),
    links,
    files,
    timeline
  }
}

/** Who the customer is, in short; the name in part for those whose role does not show it. */
async function customerOf(call: Call, ticket: Ticket): Promise<Page['customer']> {
  const customer = ticket.customer_id ? await findCustomer(call.tx, ticket.region_id, ticket.customer_id) : null
  if (!customer) return null
  const { id, number, name, grade, vip, kind } = customer
  return { id, number, name: visibleClasses(call.actor).has('name') ? name : mask(name, 'name'), grade, vip, kind }
}

async function openHandover(call: Call, ticket: Ticket): Promise<Handover | null> {
  const row = await call.tx
    .selectFrom('tickets.handover')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('status', '=', 'offered')
    .executeTakeFirst()
  return row ?? null
}

async function tasksOf(call: Call, ticket: Ticket): Promise<Task[]> {
  return call.tx
    .selectFrom('tickets.task')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .orderBy('given_at')
    .limit(200)
    .execute()
}

async function followersOf(call: Call, ticket: Ticket): Promise<string[]> {
  const rows = await call.tx
    .selectFrom('tickets.follower')
    .select('staff_id')
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .execute()
  return rows.map((row) => row.staff_id)
}

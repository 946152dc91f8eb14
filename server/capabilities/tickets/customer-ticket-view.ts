import type { Static } from '@shouwen/contract/operation'
import type { CustomerTicketView } from '@shouwen/contract/ticket-work'
import type { TicketStatus } from '@shouwen/contract/ticket-words'
import type { Call } from '#platform/action'
import { clocksOf, type ClockView } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import { permitTicket } from './access.ts'
import { getTicket, type Ticket, type TicketRef } from './load-ticket.ts'

type View = Static<typeof CustomerTicketView>

export const stepNames: Record<TicketStatus, View['step']> = {
  acknowledged: 'received',
  inProgress: 'in-hand',
  pending: 'waiting-for-you',
  held: 'on-hold',
  resolved: 'solved',
  closed: 'closed',
  cancelled: 'cancelled',
  rejected: 'not-accepted'
}

/** Promises made to the customer; the others bind us among ourselves. */
const toTheCustomer = new Set([
  'respond',
  'arrive',
  'restore',
  'answer',
  'close-loop',
  'progress',
  'recover',
  'call-back',
  'reply-appeal'
])

/**
 * What the portal shows the customer, honestly: the steps so far, who answers for it by job number, the next promise even when it is
 * overdue, and what we need from them.
 * @norm IQ-06 TK-16 CC-27
 */
export async function customerTicketView(call: Call, ref: TicketRef): Promise<View> {
  const ticket = permitTicket(call, 'ticket.read', await getTicket(call, ref))
  const [promises, steps, words, people] = await Promise.all([
    clocksOf(call, ref.regionId, 'ticket', [ref.id]),
    stepsOf(call, ticket),
    wordsOf(call, ticket),
    staffNames(call.tx, [ticket.owner_id])
  ])
  return {
    number: ticket.number,
    title: ticket.title,
    kind: ticket.kind,
    openedAt: ticket.opened_at.toISOString(),
    step: stepNames[ticket.status],
    steps,
    ownerJobNumber: people.get(ticket.owner_id ?? '')?.jobNumber ?? null,
    nextPromise: nextPromise(promises.get(ref.id) ?? [], call.now),
    needed: ticket.status === 'pending' ? ticket.status_reason : null,
    words,
    resolution: ticket.resolution
  }
}

export const promisedToCustomer = ({ promise }: Pick<ClockView, 'promise'>): boolean => toTheCustomer.has(promise)

/** The strictest unfinished promise to the customer. */
export function nextPromise(promises: ClockView[], now: Date): View['nextPromise'] {
  const open = promises.filter((one) => one.stoppedAt === null && promisedToCustomer(one))
  const [next] = open.sort((a, b) => due(a) - due(b))
  return next
    ? {
        promise: next.promise,
        zh: next.title.zh,
        en: next.title.en,
        dueAt: next.dueAt,
        overdue: due(next) < now.getTime()
      }
    : null
}

const due = (promise: ClockView) => (promise.dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(promise.dueAt))

async function stepsOf(call: Call, ticket: Ticket): Promise<View['steps']> {
  const rows = await call.tx
    .selectFrom('tickets.status_change')
    .select(['to_status', 'at'])
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.reverse().map((row) => ({ step: stepNames[row.to_status as TicketStatus], at: row.at.toISOString() }))
}

async function wordsOf(call: Call, ticket: Ticket): Promise<View['words']> {
  const rows = await call.tx
    .selectFrom('tickets.note')
    .select(['kind', 'body', 'at'])
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('visible_to_customer', '=', true)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows
    .reverse()
    .map((row) => ({
      at: row.at.toISOString(),
      from: row.kind === 'customer' ? 'you' : row.kind === 'reply' ? 'us' : 'system',
      body: row.body
    }))
}

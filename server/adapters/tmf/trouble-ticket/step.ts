import type { TicketStatus } from '@shouwen/contract/ticket-words'
import { changeStatus, confirmWithCustomer, reopenTicket, resolveTicket } from '@shouwen/contract/ticket-work'
import { possibleNext, reasonsFor } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { act } from '../acting.ts'
import { malformed, objectIn, textOf } from '../check-body.ts'
import type { Json } from '../condition.ts'
import type { Ref } from '../resource.ts'

const statuses: readonly string[] = ['acknowledged', 'inProgress', 'pending', 'held', 'resolved', 'closed', 'cancelled', 'rejected'] satisfies TicketStatus[]
const silent = '经 TMF621 接口 / through TMF621'

/**
 * One step of the machine, exactly as the diagram of TMF621 draws it: 409 with what would be possible for any other. The conditions of
 * the house hold here too: a complaint names its root cause to be resolved and is confirmed with the customer to be closed, which a
 * client says with the attributes `rootCause` and `confirmation`.
 */
export async function stepTicket(call: Call, ref: Ref, from: TicketStatus, wanted: Json, words: string | undefined): Promise<void> {
  const to = wanted['status'] as TicketStatus
  if (!statuses.includes(to)) throw malformed('status')
  const possible = possibleNext(from)
  if (!possible.includes(to)) throw refuse('ticket-status-not-possible', { from, to, possible })
  const ticketId = ref.id
  if (to === 'resolved') await act(call, resolveTicket, { ticketId, resolution: words ?? silent, rootCause: textOf(wanted, 'rootCause') as never, factCheck: words ?? silent })
  else if (to === 'closed') await accept(call, ticketId, wanted, words)
  else if (from === 'resolved') await act(call, reopenTicket, { ticketId, reason: words?.slice(0, 300) ?? silent })
  else await act(call, changeStatus, { ticketId, to: to as 'pending', ...reasonOf(to, words) })
}

/** A stated reason by its code, or the first of the status with the client's words as its account. */
function reasonOf(to: TicketStatus, words: string | undefined): { reason?: string; detail?: string } {
  if (to === 'inProgress') return words ? { detail: words } : {}
  if (to !== 'pending' && to !== 'held') return { reason: lineOf(words ?? silent), ...(words && words.length > 300 ? { detail: words } : {}) }
  const codes = reasonsFor(to)
  if (words && codes.includes(words)) return { reason: words }
  return { reason: usual[to], detail: words ?? silent }
}

const usual = { pending: 'waiting-information', held: 'waiting-department' }
const lineOf = (words: string) => words.replaceAll(/\s+/g, ' ').slice(0, 300)

/** "Resolution accepted": the customer's yes, told by the client; the ticket closes when nothing else is missing. */
async function accept(call: Call, ticketId: string, wanted: Json, words: string | undefined): Promise<void> {
  const said = objectIn(wanted, 'confirmation') ?? {}
  const { ticket, stillMissing } = await act(call, confirmWithCustomer, {
    ticketId,
    channel: 'api',
    solved: true,
    ...(words ? { comment: words } : {}),
    ...(said as Record<string, never>)
  })
  if (ticket.status !== 'closed') throw refuse('confirmation-missing', { missing: stillMissing })
}

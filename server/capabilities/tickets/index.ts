// What other capabilities may ask of the tickets: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { letSubjectSay } from '#capabilities/norms'
import { registerBulkJob } from './bulk-run.ts'
import { registerBulkUndoJob } from './bulk-undo.ts'
import { exportExpiry } from './export-files.ts'
import { registerExportJob } from './export-run.ts'
import { gramShares } from './gram-share.ts'
import { registerChildrenJob } from './children.ts'
import { findTicket } from './load-ticket.ts'
import { mayRead } from './read-permission.ts'

export { abilitiesOf, permitTicket, ticketPlacement, ticketScopeColumns } from './access.ts'
export { answerTicket } from './answer-ticket.ts'
export { assignTask } from './assign-task.ts'
export { assignTicket } from './assign-ticket.ts'
export { attachToTicket } from './attach-files.ts'
export { bringInHistory, type History } from './bring-in-history.ts'
export { changeStatus, reasonsFor } from './change-status.ts'
export { addCloseCheck, type CloseCheck } from './close-checks.ts'
export { closeTicket } from './close-ticket.ts'
export { confirmWithCustomer, recordContactAttempt } from './confirm-with-customer.ts'
export { customerTicketView } from './customer-ticket-view.ts'
export { editTicket } from './edit-ticket.ts'
export { type KindHook, whenOfKind } from './kind-hooks.ts'
export { addFollowers, learnFacts, type Learnt, tellPromises, ticketPast } from './learn-facts.ts'
export { findTicket, getTicket, lockTicket, readTicketFor, ticketColumns, ticketFor, type Ticket, type TicketRef } from './load-ticket.ts'
export { saveMacro } from './macro-records.ts'
export { missingFields } from './forms.ts'
export { beforeResolve, type ResolveHook } from './resolve-hooks.ts'
export { factsOf } from './ticket-facts.ts'
export { noteTicket } from './note-ticket.ts'
export { readTicketNumber } from './numbering.ts'
export { myTicket } from './portal-actor.ts'
export { listMyTickets } from './portal-tickets.ts'
export { offerHandover } from './offer-handover.ts'
export { mayRead as mayReadTicket, ticketToRead } from './read-permission.ts'
export { openTicket, type OpenOptions } from './open-ticket.ts'
export { recordArrival, recordRestoration } from './record-milestone.ts'
export { type QueueRoster, queueRoster } from './queue-roster.ts'
export { avoidedByCustomer, isRecused, keptAway, refuseRecused } from './recusal.ts'
export { disputeHandler, keepAway, recuse } from './recuse.ts'
export { reopenTicket } from './reopen-ticket.ts'
export { resolveTicket } from './resolve-ticket.ts'
export { openRecovery } from './open-recovery.ts'
export { routes } from './routes.ts'
export { writeQueue } from './save-queue.ts'
export { leaseNumbers } from './take-number.ts'
export { takeTicket } from './take-ticket.ts'
export { type CustomersTickets, ticketsOfCustomer } from './tickets-of-customer.ts'
export { withdrawImported } from './withdraw-imported.ts'
export { recordOfTicket, type TicketRecord } from './ticket-record.ts'
export { isOpen, possibleNext, steps as ticketSteps } from './ticket.ts'
export { departmentsAsked, taskStatuses, taskViewsOf } from './task-view.ts'
export { customerWrote, tellCustomer } from './tell-customer.ts'
export { insertLink } from './link-tickets.ts'
export { mergeTickets } from './merge-tickets.ts'
export { type Found, lookBeforeOpening, type Opening } from './opening-looks.ts'
export { setParent } from './set-parent.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = [gramShares, exportExpiry]

/** Registers the work that tickets leave for later, and who may read the promises of a ticket. */
export async function prepare(_app: App): Promise<void> {
  registerChildrenJob()
  letSubjectSay('ticket', async (call, ref) => {
    const ticket = await findTicket(call.tx, ref.regionId, ref.id)
    return ticket !== null && (await mayRead(call, ticket))
  })
  registerBulkJob()
  registerBulkUndoJob()
  registerExportJob()
}

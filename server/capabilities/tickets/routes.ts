import * as queues from '@shouwen/contract/queues'
import * as attention from '@shouwen/contract/ticket-attention'
import * as choices from '@shouwen/contract/ticket-choices'
import * as links from '@shouwen/contract/ticket-links'
import * as recusal from '@shouwen/contract/ticket-recusal'
import * as tasks from '@shouwen/contract/ticket-tasks'
import * as pauses from '@shouwen/contract/ticket-pauses'
import * as work from '@shouwen/contract/ticket-work'
import * as tickets from '@shouwen/contract/tickets'
import { type Route, serve } from '#platform/action'
import { acceptHandover, declineHandover } from './answer-handover.ts'
import { acceptTask, declineTask, finishTask, rateTask } from './answer-task.ts'
import { answerTicket } from './answer-ticket.ts'
import { assignTask } from './assign-task.ts'
import { assignTicket } from './assign-ticket.ts'
import { attachFiles, downloadTicketFile } from './attach-files.ts'
import { changeStatus } from './change-status.ts'
import { listChildren } from './children.ts'
import { decidePause } from './decide-pause.ts'
import { closeTicket } from './close-ticket.ts'
import { confirmWithCustomer, recordContactAttempt } from './confirm-with-customer.ts'
import { editTicket } from './edit-ticket.ts'
import { findDuplicates } from './find-duplicates.ts'
import { followTicket, unfollowTicket } from './follow-ticket.ts'
import { linkTickets, unlinkTickets } from './link-tickets.ts'
import { listMentions, readMentions } from './list-mentions.ts'
import { listPauseAsks, listPausesToDecide } from './list-pause-asks.ts'
import { listQueues } from './list-queues.ts'
import { listTasks } from './list-tasks.ts'
import { listRoutes } from './list-routes.ts'
import { listTimeline } from './list-timeline.ts'
import { mergeTickets } from './merge-tickets.ts'
import { myQueue } from './my-queue.ts'
import { noteTicket } from './note-ticket.ts'
import { offerHandover } from './offer-handover.ts'
import { openTicket } from './open-ticket.ts'
import { readTicketChoices } from './read-choices.ts'
import { readTicket } from './read-ticket.ts'
import { reclassifyTicket } from './reclassify-ticket.ts'
import { portalRoutes } from './portal-verbs.ts'
import { recordArrival, recordRestoration } from './record-milestone.ts'
import { disputeHandlerAction, listRecusals, recuseFromTicket } from './recuse.ts'
import { reopenTicket } from './reopen-ticket.ts'
import { resolveTicket } from './resolve-ticket.ts'
import { saveQueue } from './save-queue.ts'
import { setParent } from './set-parent.ts'
import { setPriority } from './set-priority.ts'
import { splitTicket } from './split-ticket.ts'
import { takeTicket } from './take-ticket.ts'

export const routes: Route[] = [
  ...listRoutes,
  ...portalRoutes,
  serve(choices.readTicketChoices, readTicketChoices),
  serve(tickets.openTicket, (call, input) => openTicket(call, input)),
  serve(tickets.findDuplicates, findDuplicates),
  serve(tickets.readTicket, readTicket),
  serve(tickets.listTimeline, listTimeline),
  serve(tickets.editTicket, (call, { ticketId, ...input }) => editTicket(call, ticketId, input)),
  serve(tickets.reclassifyTicket, (call, { ticketId, ...input }) => reclassifyTicket(call, ticketId, input)),
  serve(tickets.setPriority, (call, { ticketId, ...input }) => setPriority(call, ticketId, input)),
  serve(attention.followTicket, followTicket),
  serve(attention.unfollowTicket, unfollowTicket),
  serve(attention.listMentions, listMentions),
  serve(attention.readMentions, readMentions),
  serve(attention.attachFiles, attachFiles),
  serve(attention.downloadFile, downloadTicketFile),

  serve(work.answerTicket, (call, { ticketId, ...input }) => answerTicket(call, ticketId, input)),
  serve(work.noteTicket, (call, { ticketId, ...input }) => noteTicket(call, ticketId, input)),
  serve(work.takeTicket, (call, { ticketId }) => takeTicket(call, ticketId)),
  serve(work.assignTicket, (call, { ticketId, ...input }) => assignTicket(call, ticketId, input)),
  serve(work.offerHandover, offerHandover),
  serve(work.acceptHandover, acceptHandover),
  serve(work.declineHandover, declineHandover),
  serve(pauses.listPauseAsks, listPauseAsks),
  serve(pauses.listPausesToDecide, listPausesToDecide),
  serve(pauses.decidePause, decidePause),
  serve(recusal.recuseFromTicket, recuseFromTicket),
  serve(recusal.disputeHandler, disputeHandlerAction),
  serve(recusal.listRecusals, listRecusals),
  serve(work.changeStatus, (call, { ticketId, ...input }) => changeStatus(call, ticketId, input)),
  serve(work.recordArrival, (call, { ticketId, ...input }) => recordArrival(call, ticketId, input)),
  serve(work.recordRestoration, (call, { ticketId, ...input }) => recordRestoration(call, ticketId, input)),
  serve(work.resolveTicket, (call, { ticketId, ...input }) => resolveTicket(call, ticketId, input)),
  serve(work.recordContactAttempt, (call, { ticketId, ...input }) => recordContactAttempt(call, ticketId, input)),
  serve(work.confirmWithCustomer, (call, { ticketId, ...input }) => confirmWithCustomer(call, ticketId, input)),
  serve(work.closeTicket, (call, { ticketId, ...input }) => closeTicket(call, ticketId, input)),
  serve(work.reopenTicket, (call, { ticketId, ...input }) => reopenTicket(call, ticketId, input)),

  serve(tasks.assignTask, assignTask),
  serve(tasks.acceptTask, acceptTask),
  serve(tasks.declineTask, declineTask),
  serve(tasks.finishTask, finishTask),
  serve(tasks.rateTask, rateTask),
  serve(tasks.listTasks, listTasks),

  serve(links.linkTickets, linkTickets),
  serve(links.unlinkTickets, unlinkTickets),
  serve(links.mergeTickets, mergeTickets),
  serve(links.splitTicket, splitTicket),
  serve(links.setParent, setParent),
  serve(links.listChildren, listChildren),

  serve(queues.listQueues, listQueues),
  serve(queues.saveQueue, saveQueue),
  serve(queues.myQueue, myQueue)
]

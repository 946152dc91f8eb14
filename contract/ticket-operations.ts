import type { Operation } from './operation.ts'
import { listQueues, myQueue, saveQueue } from './queues.ts'
import { portalTicketOperations } from './portal-tickets.ts'
import { linkTickets, listChildren, mergeTickets, setParent, splitTicket, unlinkTickets } from './ticket-links.ts'
import { recusalOperations } from './ticket-recusal.ts'
import { acceptTask, assignTask, declineTask, finishTask, listTasks, rateTask } from './ticket-tasks.ts'
import * as attention from './ticket-attention.ts'
import { pauseOperations } from './ticket-pauses.ts'
import { readTicketChoices } from './ticket-choices.ts'
import * as work from './ticket-work.ts'
import * as tickets from './tickets.ts'

/** Every operation on tickets, their tasks, links and queues, in reading order. */
export const ticketOperations: readonly Operation[] = [
  readTicketChoices,
  tickets.openTicket,
  tickets.findDuplicates,
  tickets.readTicket,
  tickets.listTimeline,
  tickets.editTicket,
  tickets.reclassifyTicket,
  tickets.setPriority,
  attention.followTicket,
  attention.unfollowTicket,
  attention.listMentions,
  attention.readMentions,
  attention.attachFiles,
  attention.downloadFile,
  work.answerTicket,
  work.noteTicket,
  work.takeTicket,
  work.assignTicket,
  work.offerHandover,
  work.acceptHandover,
  work.declineHandover,
  work.changeStatus,
  ...pauseOperations,
  ...recusalOperations,
  work.recordArrival,
  work.recordRestoration,
  work.resolveTicket,
  work.recordContactAttempt,
  work.confirmWithCustomer,
  work.closeTicket,
  work.reopenTicket,
  assignTask,
  acceptTask,
  declineTask,
  finishTask,
  rateTask,
  listTasks,
  linkTickets,
  unlinkTickets,
  mergeTickets,
  splitTicket,
  setParent,
  listChildren,
  listQueues,
  saveQueue,
  myQueue,
  ...portalTicketOperations
]

import * as contract from '@shouwen/contract/tickets'
import * as work from '@shouwen/contract/ticket-work'
import * as links from '@shouwen/contract/ticket-links'
import { type Route, serve } from '#platform/action'
import { answerTicket } from './answer-ticket.ts'
import { attachFiles, downloadTicketFile } from './attach-files.ts'
import { linkTickets, unlinkTickets } from './link-tickets.ts'
import { listTimeline } from './list-timeline.ts'
import { openTicket } from './open-ticket.ts'
import { readTicket } from './read-ticket.ts'

export const routes: Route[] = [
  serve(contract.openTicket, (call, input) => openTicket(call, input)),
  serve(contract.readTicket, readTicket),
  serve(contract.listTimeline, listTimeline),
  serve(contract.attachFiles, attachFiles),
  serve(contract.downloadFile, downloadTicketFile),
  serve(work.answerTicket, (call, input) => answerTicket(call, input.ticketId, input)),
  serve(links.linkTickets, linkTickets),
  serve(links.unlinkTickets, unlinkTickets)
]

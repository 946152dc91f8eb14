// What other capabilities may ask of the tickets: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'

export { abilitiesOf, ticketPlacement, ticketScopeColumns } from './access.ts'
export { answerTicket } from './answer-ticket.ts'
export { attachToTicket } from './attach-files.ts'
export { findTicket, type Ticket, type TicketRef } from './load-ticket.ts'
export { openTicket, type OpenOptions } from './open-ticket.ts'
export { routes } from './routes.ts'
export { customerWrote, tellCustomer } from './tell-customer.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = []
export async function prepare(_app: App): Promise<void> {}

import type { Confirmation } from '@shouwen/contract/ticket-schemas'
import { react } from '#platform/reactions'
import { findTicket } from '#capabilities/tickets'
import { foldText } from './fold-text.ts'
import { registerImprovement } from './register-improvement.ts'

/** Words that say there is nothing to suggest. */
const nothing = new Set(['无', '没有', '暂无', '无建议', '不适用', 'none', 'no', 'nothing', 'na'])
const TITLE = 60

/** What was suggested at closing a complaint stands in the register, by whoever closed it; the same again counts up. @norm IM-08 TK-17 */
export const registerSuggestions = react({
  name: 'improvement.suggestions',
  events: ['ticket.closed'],
  async handle(call, event) {
    if (event.data['imported'] === true || event.data['kind'] !== 'complaint') return
    const ticket = await findTicket(call.tx, event.regionId, event.subjectId)
    const said = (ticket?.confirmation as Confirmation | null)?.improvement?.trim()
    if (!ticket || !said || nothing.has(foldText(said))) return
    const [line = said] = said.split('\n')
    await registerImprovement(call, {
      regionId: ticket.region_id,
      title: line.length > TITLE ? `${line.slice(0, TITLE - 1)}…` : line,
      detail: said,
      origin: 'suggestion',
      originId: ticket.id,
      ticketId: ticket.id,
      ticketNumber: ticket.number,
      category: ticket.category,
      unitId: ticket.unit_id,
      saidBy: event.actorKind === 'staff' ? event.actorId : ticket.owner_id
    })
  }
})

import { react } from '#platform/reactions'
import { analysisOf } from '#capabilities/complaints'
import { staffNames } from '#capabilities/people'
import { findTicket } from '#capabilities/tickets'
import { registerImprovement } from './register-improvement.ts'

/** Each measure of an analysed escalation stands in the register once, with its cause, who carries it out and until when. @norm TK-57 */
export const registerEscalationMeasures = react({
  name: 'improvement.escalation-measures',
  events: ['complaint.analysed'],
  async handle(call, event) {
    const escalationId = event.data['escalationId']
    const analysis = typeof escalationId === 'string' ? await analysisOf(call.tx, event.regionId, escalationId) : null
    const ticket = analysis ? await findTicket(call.tx, event.regionId, analysis.ticketId) : null
    if (!analysis || !ticket) return
    const people = await staffNames(call.tx, analysis.measures.map(({ ownerId }) => ownerId))
    for (const [at, { text, ownerId, dueOn }] of analysis.measures.entries())
      await registerImprovement(call, {
        regionId: event.regionId,
        title: text,
        detail: `${analysis.cause}\n${people.get(ownerId)?.name ?? ''} ${dueOn}`,
        origin: 'escalation',
        originId: `${String(escalationId)}:${at}`,
        ticketId: ticket.id,
        ticketNumber: ticket.number,
        category: ticket.category,
        unitId: ticket.unit_id,
        saidBy: analysis.by
      })
  }
})

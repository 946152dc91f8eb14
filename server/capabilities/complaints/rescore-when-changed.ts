import { react } from '#platform/reactions'
import { enterBySource } from './enter-by-source.ts'
import { rescore } from './rescore.ts'

/** After these a complaint may score otherwise. */
const changing = [
  'ticket.opened', 'ticket.edited', 'ticket.transferred', 'ticket.accepted', 'ticket.answered', 'ticket.customer-wrote', 'ticket.reopened', 'ticket.resolved',
  'promise.at-risk', 'promise.broken'
]

export const rescoreWhenChanged = react({
  name: 'complaints.rescore',
  events: changing,
  async handle(call, event) {
    if (event.subjectKind !== 'ticket' || (event.data['kind'] && event.data['kind'] !== 'complaint')) return
    // History is scored once, as it stands at its end, and nobody is told of it.
    const imported = event.data['imported'] === true
    if (imported && event.name !== 'ticket.opened') return
    const ref = { regionId: event.regionId, id: event.subjectId }
    if (event.name === 'ticket.opened' && !imported) await enterBySource(call, ref)
    await rescore(imported ? { ...call, imported } : call, ref)
  }
})

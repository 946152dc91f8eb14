// What other capabilities may ask of the handling desk: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import { every, type Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { addToPack } from '#capabilities/legal'
import { letSubjectSay } from '#capabilities/norms'
import { beforeResolve, findTicket, ticketToRead } from '#capabilities/tickets'
import { forgetExpired, letCaseEnd } from './case-over.ts'
import { checkFacts } from './diagnosis.ts'
import { handlingPart } from './pack-handling.ts'

export { commit } from './commitment.ts'
export { type Diagnosis, diagnosisOf } from './diagnosis.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = [letCaseEnd]
export const repeating: Repeating[] = [every(3600, 'handling.forget-expired', forgetExpired)]

/** Complaints are not concluded before their facts were checked; who may read the ticket may read what was told to its customer. */
export async function prepare(_app: App): Promise<void> {
  beforeResolve('complaint', 'handling', checkFacts)
  addToPack('handling', handlingPart)
  letSubjectSay('commitment', async (call, ref) => {
    const row = await call.tx.selectFrom('handling.commitment').select('ticket_id').where('region_id', '=', ref.regionId).where('id', '=', ref.id).executeTakeFirst()
    const ticket = row ? await findTicket(call.tx, ref.regionId, row.ticket_id) : null
    if (!ticket) return false
    return ticketToRead(call, { regionId: ref.regionId, id: ticket.id }).then(
      () => true,
      () => false
    )
  })
}

import type { submitComplaint as contract } from '@shouwen/contract/complaint-levels'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { Channel } from '@shouwen/contract/ticket-words'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { react } from '#platform/reactions'
import { refuse } from '#platform/refusal'
import { offerHandover, tellCustomer, tellPromises, type Ticket, ticketFor } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { getComplaint } from './complaint-row.ts'
import { submissionViews } from './list-escalations.ts'
import { asSystem } from './tell-people.ts'
import { whoTakes } from './who-takes.ts'

type Input = InputOf<typeof contract>
const MINUTE = 60_000

/**
 * What cannot be handled goes to the superior at once: only with a complete record, with a clock for the superior to take it up, and with the
 * customer told when they hear next, which is a promise of its own. @norm TK-27 TK-58
 */
export async function submitComplaint(call: Call, input: Input): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'complaint.submit', input.ticketId)
  await getComplaint(call, ticket)
  checkRecord(ticket)
  const minutes = minutesUntil(call, input.nextContactAt)
  const me = staffId(call.actor)
  const superior = await whoTakes(call, ticket, rulebook().complaints.levels.submission.takes, { near: true, except: [me, ticket.assignee_id] })
  if (!superior || !me) throw refuse('complaint-no-superior')
  const handover = await offerHandover(call, { ticketId: ticket.id, staffId: superior.id, reason: `处理不了，提交上级：${input.reason}`.slice(0, 200), summary: input.tried, customerAgreed: true })
  const ref = { regionId: ticket.region_id, id: ticket.id }
  const noteId = input.toldBy === 'written' ? await writeToCustomer(call, ticket, input.nextContactAt) : null
  const id = call.app.newId()
  await call.tx
    .insertInto('complaints.submission')
    .values({
      region_id: ticket.region_id,
      id,
      ticket_id: ticket.id,
      handover_id: handover.id,
      from_staff_id: me,
      to_staff_id: superior.id,
      reason: input.reason,
      tried: input.tried,
      next_contact_at: new Date(input.nextContactAt),
      told_by: input.toldBy,
      told_note_id: noteId,
      submitted_at: call.now,
      state: 'waiting'
    })
    .execute()
  const subject = { regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id }
  await record(call, { name: 'complaint.submitted', ...subject, data: { kind: 'complaint', unitId: ticket.unit_id, submissionId: id, toId: superior.id } })
  await tellPromises(call, ref, 'complaint.submitted', { facts: { 'agreed.minutes': minutes }, answerable: { assigneeId: superior.id } })
  await prove(call, { kind: 'complaint.submitted', ...subject, payload: { submissionId: id, toId: superior.id, nextContactAt: input.nextContactAt, toldBy: input.toldBy } })
  await audited(call, { verb: 'complaint.submitted', ...subject })
  const [submission] = await submissionViews(call, ticket)
  return { submission: submission as OutputOf<typeof contract>['submission'], superior }
}

/** Refuses with `complaint-record-incomplete`, naming what is not there. @norm TK-27 */
function checkRecord(ticket: Ticket): void {
  const form = ticket.form as TicketForm
  const isThere = (field: string) => {
    const value = field === 'category' ? ticket.category : form[field as keyof TicketForm]
    return Array.isArray(value) ? value.length > 0 : Boolean(value)
  }
  const missing = rulebook().complaints.levels.submission.record.filter((field) => !isThere(field))
  if (!ticket.customer_id && !ticket.contact_phone && !ticket.contact_email) missing.push('contact')
  if (missing.length > 0) throw refuse('complaint-record-incomplete', { fields: missing })
}

function minutesUntil(call: Call, nextContactAt: string): number {
  const { least_minutes: least, most_minutes: most } = rulebook().complaints.levels.submission.next_contact
  const minutes = Math.floor((Date.parse(nextContactAt) - call.now.getTime()) / MINUTE)
  if (minutes < least || minutes > most) throw refuse('complaint-next-contact', { leastMinutes: least, mostMinutes: most })
  return minutes
}

async function writeToCustomer(call: Call, ticket: Ticket, nextContactAt: string): Promise<string> {
  const region = await call.tx.selectFrom('platform.region').select('time_zone').where('id', '=', ticket.region_id).executeTakeFirstOrThrow()
  const time = new Intl.DateTimeFormat('zh-CN', { timeZone: region.time_zone, month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(nextContactAt))
  const body = rulebook().complaints.levels.submission.words.zh.replace('{time}', time)
  return tellCustomer(asSystem(call), { regionId: ticket.region_id, id: ticket.id }, { body, channel: ticket.channel as Channel })
}

/** The superior has taken it up or given it back. @norm TK-58 */
export const settleSubmissions = react({
  name: 'complaints.settle-submissions',
  events: ['ticket.accepted', 'ticket.handover-declined'],
  async handle(call, event) {
    if (event.data['kind'] !== 'complaint' || event.data['imported'] === true) return
    const handoverId = event.data['handoverId']
    await call.tx
      .updateTable('complaints.submission')
      .set({ state: event.name === 'ticket.accepted' ? 'accepted' : 'returned', settled_at: event.occurredAt })
      .where('region_id', '=', event.regionId)
      .where('ticket_id', '=', event.subjectId)
      .where('state', '=', 'waiting')
      // Somebody may have taken the ticket without the offer, which ends it; what was taken before the submission says nothing of it.
      .where((where) => (typeof handoverId === 'string' ? where('handover_id', '=', handoverId) : where('submitted_at', '<', event.occurredAt)))
      .execute()
  }
})

import { createHash } from 'node:crypto'
import { currentConsent, findCustomer, normalizedMeans } from '#capabilities/customers'
import { findTicket, type Ticket } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { react } from '#platform/reactions'
import type { SurveyRow } from './give-answer.ts'
import { newToken, surveyLink } from './survey-link.ts'
import { surveyRules } from './survey-rules.ts'

const DAY_MS = 86_400_000
const ours = new Set(['internal', 'monitoring'])

/**
 * When a ticket is closed its customer is asked how satisfied they are: by the event `survey.asked`, whose link the contacts put into
 * the thread or a mail. Each closing is asked about at most once. @norm KP-01 @norm KP-12 @norm SP-19
 */
export const askAfterClose = react({
  name: 'surveys.ask-after-close',
  events: [surveyRules().ask.after],
  async handle(call, event) {
    const ticket = await findTicket(call.tx, event.regionId, event.subjectId)
    if (!ticket || !mayBeAsked(ticket, event.occurredAt, call.now)) return
    if (await asksTooMuch(call, ticket)) return
    await askAbout(call, ticket, event.occurredAt)
  }
})

/** Not about what was merged away or never came from a customer, and never about history that was brought in already closed. */
export function mayBeAsked(ticket: Pick<Ticket, 'status' | 'merged_into_id' | 'source' | 'created_at'>, closedAt: Date, now: Date): boolean {
  if (ticket.status !== 'closed' || ticket.merged_into_id !== null || ours.has(ticket.source)) return false
  if (ticket.created_at > closedAt) return false
  return expiryOf(closedAt) > now
}

const expiryOf = (closedAt: Date) => new Date(closedAt.getTime() + surveyRules().ask.valid_days * DAY_MS)

/** The customer does not want surveys, or was asked not long ago. @norm CI-06 */
async function asksTooMuch(call: Call, ticket: Ticket): Promise<boolean> {
  if (ticket.customer_id && (await currentConsent(call.tx, ticket.region_id, ticket.customer_id, 'surveys')) === false) return true
  const since = new Date(call.now.getTime() - surveyRules().ask.once_per_customer_days * DAY_MS)
  const recent = await call.tx
    .selectFrom('surveys.survey')
    .select('id')
    .where('region_id', '=', ticket.region_id)
    .where('respondent', '=', respondentOf(ticket))
    .where('asked_at', '>', since)
    .limit(1)
    .executeTakeFirst()
  return recent !== undefined
}

/** Whom we would ask: the customer, else whoever has the address, else only this ticket. Addresses are kept as hashes. */
export function respondentOf(ticket: Pick<Ticket, 'id' | 'customer_id' | 'contact_phone' | 'contact_email'>): string {
  if (ticket.customer_id) return `customer:${ticket.customer_id}`
  const address = ticket.contact_phone
    ? normalizedMeans('phone', ticket.contact_phone)
    : ticket.contact_email
      ? normalizedMeans('email', ticket.contact_email)
      : null
  return address ? `contact:${createHash('sha256').update(address).digest('hex')}` : `ticket:${ticket.id}`
}

/** Asks the customer of a ticket closed at `closedAt`, at `call.now`; null when that closing was asked about before. */
export async function askAbout(call: Call, ticket: Ticket, closedAt: Date): Promise<SurveyRow | null> {
  const customer = ticket.customer_id ? await findCustomer(call.tx, ticket.region_id, ticket.customer_id) : null
  const { token, hash } = newToken(ticket.region_id)
  const expiresAt = expiryOf(closedAt)
  const asked = await call.tx
    .insertInto('surveys.survey')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      ticket_number: ticket.number,
      ticket_kind: ticket.kind,
      customer_id: ticket.customer_id,
      respondent: respondentOf(ticket),
      channel: ticket.channel,
      staff_id: ticket.assignee_id ?? ticket.owner_id,
      unit_id: ticket.unit_id,
      language: customer?.language === 'en' ? 'en' : 'zh-CN',
      token_hash: hash,
      closed_at: closedAt,
      asked_at: call.now,
      expires_at: expiresAt
    })
    .onConflict((conflict) => conflict.columns(['region_id', 'ticket_id', 'closed_at']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!asked) return null
  await record(call, {
    name: 'survey.asked',
    regionId: ticket.region_id,
    subjectKind: 'survey',
    subjectId: asked.id,
    data: {
      ticketId: ticket.id,
      ticketNumber: ticket.number,
      customerId: ticket.customer_id,
      link: surveyLink(call.app, token),
      expiresAt: expiresAt.toISOString()
    }
  })
  return asked
}

import type { Selectable } from 'kysely'
import type { Call } from '#platform/action'
import type { SurveysSurvey } from '#platform/schema.gen'

/** What the customer was asked about a ticket and said, oldest first. */
export async function surveysOfTicket(tx: Call['tx'], regionId: number, ticketId: string): Promise<Omit<Selectable<SurveysSurvey>, 'token_hash'>[]> {
  const rows = await tx.selectFrom('surveys.survey').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).orderBy('asked_at').limit(50).execute()
  return rows.map(({ token_hash: _secret, ...row }) => row)
}

import type { Call } from '#platform/action'
import { findTicket } from '#capabilities/tickets'
import { findComplaint } from './complaint-row.ts'

/** A complaint as other capabilities know it. */
export type ComplaintFacts = {
  sourceCode: string
  /** The number the sender knows it by. */
  sourceNumber: string | null
  /** The axes (TK-07); justification is judged where compensation is. */
  content: string | null
  cause: string | null
  severity: string
  focus: boolean
  hard: boolean
  escalation: { internal: string | null; external: string | null }
  /** Points of the risk that it goes to a higher place. */
  risk: number
  repeatCount: number
  mediaRisk: boolean
}

/** What is known of a ticket as a complaint; null when it is none now. */
export async function complaintOf(tx: Call['tx'], regionId: number, ticketId: string): Promise<ComplaintFacts | null> {
  const [row, ticket] = await Promise.all([findComplaint(tx, regionId, ticketId), findTicket(tx, regionId, ticketId)])
  if (!row || ticket?.kind !== 'complaint') return null
  return {
    sourceCode: row.source_code,
    sourceNumber: row.source_number,
    content: ticket.category,
    cause: row.cause,
    severity: ticket.severity,
    focus: row.focus,
    hard: row.hard,
    escalation: { internal: row.internal_level, external: row.external_level },
    risk: row.risk,
    repeatCount: row.repeat_count,
    mediaRisk: row.media_risk
  }
}

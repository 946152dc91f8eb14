import type { Call } from '#platform/action'
import { findingOf, offersOf } from './case-ticket.ts'
import { deliveryOf, linesOf } from './offer.ts'

/** What others ask about the compensation of a complaint; null when nobody has begun. The newest offer counts. Fen. */
export async function compensationOf(tx: Call['tx'], regionId: number, ticketId: string) {
  const finding = await findingOf(tx, regionId, ticketId)
  const [offer] = await offersOf(tx, regionId, ticketId)
  if (!finding && !offer) return null
  return {
    findings: finding ? { complaintJustified: finding.complaint, demandJustified: finding.demand, score: finding.score, toLegal: finding.to_legal } : null,
    lines: offer ? linesOf(offer) : [],
    total: offer ? Number(offer.total_fen) : 0,
    decision: offer ? { offerId: offer.id, version: offer.version, kind: offer.kind, state: offer.state, decidedAt: offer.decided_at, validUntil: offer.valid_until, acceptance: offer.acceptance } : null,
    delivery: offer ? deliveryOf(offer) : null
  }
}

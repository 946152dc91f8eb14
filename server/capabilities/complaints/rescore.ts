import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { learnFacts, lockTicket, type Ticket } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { factsForScore } from './complaint-facts.ts'
import { findComplaint, lockComplaint } from './complaint-row.ts'
import { preventEscalation } from './prevent-escalation.ts'
import { type Score, scoreComplaint } from './score-complaint.ts'
import { tellRoles } from './tell-people.ts'

/**
 * Scores a complaint as it stands now: marks it focus or hard, tells the priority table what was learnt, and gives the task that is to keep
 * it from escalating. Does nothing for what is no complaint or scores as before. @norm TK-14 TK-57
 */
export async function rescore(call: Call, ref: { regionId: number; id: string }): Promise<void> {
  if (!(await findComplaint(call.tx, ref.regionId, ref.id))) return
  // The ticket before its complaint, as every verb locks them.
  const ticket = await lockTicket(call, ref)
  const row = await lockComplaint(call, ref)
  if (!row || ticket.kind !== 'complaint') return
  const facts = await factsForScore(call, ticket, row)
  const book = rulebook().complaints.focus
  const score = scoreComplaint(book, facts)
  const media = facts['media'] === true || facts['words.media'] === true
  const repeat = Number(facts['repeat.count']) > 0 || Number(facts['reopened.count']) > 0
  const said = { focus_score: JSON.stringify({ ...score.axes, total: score.total }), risk_reasons: JSON.stringify(score.risk.reasons) }
  const moved = row.focus !== score.focus || row.hard !== score.hard || row.risk !== score.risk.points || row.media_risk !== media || row.repeat_count !== facts['repeat.count'] || JSON.stringify(row.focus_score) !== JSON.stringify(JSON.parse(said.focus_score))
  if (!moved && row.scored_at) return
  await call.tx
    .updateTable('complaints.complaint')
    .set({ ...said, focus: score.focus, hard: score.hard, risk: score.risk.points, media_risk: media, repeat_count: Number(facts['repeat.count']), scored_at: call.now })
    .where('region_id', '=', ref.regionId)
    .where('ticket_id', '=', ref.id)
    .execute()
  await record(call, { name: 'complaint.scored', regionId: ref.regionId, subjectKind: 'ticket', subjectId: ref.id, data: { kind: 'complaint', unitId: ticket.unit_id, focus: score.focus, hard: score.hard, risk: score.risk.points } })
  await learnFacts(call, ref, { media, focus: score.focus, ...(repeat ? { repeat } : {}) })
  if (score.focus && !row.focus) await focused(call, ticket, score)
  await preventEscalation(call, ticket, row, score)
}

/** A complaint has become a focus: proven with its reasons, and those who must see it are told. @norm TK-14 */
async function focused(call: Call, ticket: Ticket, score: Score): Promise<void> {
  const reasons = Object.values(score.axes).flatMap((axis) => axis.reasons)
  const subject = { regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id }
  await record(call, { name: 'complaint.focused', ...subject, data: { kind: 'complaint', unitId: ticket.unit_id, total: score.total } })
  await prove(call, { kind: 'complaint.focused', ...subject, payload: { total: score.total, rules: reasons.map(({ id, points }) => ({ id, points })) } })
  // What the history brings in is past: nobody is told of it.
  if (call.imported) return
  await tellRoles(call, ticket, rulebook().complaints.focus.tells, `焦点投诉（${score.total} 分）：${reasons.map(({ zh }) => zh).join('、')}\nFocus complaint (${score.total} points): ${reasons.map(({ en }) => en).join(', ')}`)
}

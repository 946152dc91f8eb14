import type { ComplaintView } from '@shouwen/contract/complaint-schemas'
import { allows } from '#platform/access'
import type { Call } from '#platform/action'
import { staffNames } from '#capabilities/people'
import { keptAway, type Ticket, ticketPlacement } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import type { Complaint } from './complaint-row.ts'
import { sourceView } from './complaint-source.ts'
import { leafView } from './leaf-of.ts'
import type { Axis } from './score-complaint.ts'

const nothing: Axis = { points: 0, reasons: [] }
const over = new Set(['closed', 'cancelled', 'rejected'])

/** Everything a complaint has beside its ticket, as whoever asks may see it. @norm TK-07 TK-14 TK-56 */
export async function complaintView(call: Call, ticket: Ticket, row: Complaint): Promise<ComplaintView> {
  const { categories, complaints } = rulebook()
  const score = row.focus_score as { total: number; type: Axis; customer: Axis; influence: Axis } | null
  const taker = row.taken_by ? (await staffNames(call.tx, [row.taken_by])).get(row.taken_by) : undefined
  const content = ticket.category ? categories[ticket.category] : undefined
  const cause = row.cause ? complaints.axes.causes[row.cause] : undefined
  return {
    ticketId: ticket.id,
    regionId: ticket.region_id,
    source: sourceView(row.source_code),
    sourceNumber: row.source_number,
    sourceFields: row.source_fields as ComplaintView['sourceFields'],
    receivedAt: row.received_at?.toISOString() ?? null,
    takenBy: row.taken_by && taker ? { id: row.taken_by, ...taker } : null,
    axes: {
      content: ticket.category && content ? { code: ticket.category, zh: content.zh, en: content.en } : null,
      cause: row.cause && cause ? { code: row.cause, zh: cause.zh, en: cause.en } : null,
      severity: ticket.severity as ComplaintView['axes']['severity'],
      channelLevel: channelLevelOf(row)
    },
    leaf: await leafView(call, ticket, row),
    score: {
      focus: row.focus,
      hard: row.hard,
      total: score?.total ?? 0,
      type: score?.type ?? nothing,
      customer: score?.customer ?? nothing,
      influence: score?.influence ?? nothing,
      scoredAt: row.scored_at?.toISOString() ?? null
    },
    risk: { points: row.risk, reasons: row.risk_reasons as Axis['reasons'], taskFrom: complaints.focus.risk.task_from, taskGiven: row.risk_task_id !== null },
    repeatCount: row.repeat_count,
    escalation: { internal: levelView(row.internal_level), external: levelView(row.external_level) },
    handledBy: row.handled_by as ComplaintView['handledBy'],
    cityUnitId: row.city_unit_id,
    citySince: row.city_since?.toISOString() ?? null,
    can: abilities(call, ticket, row)
  }
}

/** Ordinary, escalated within, or through an office: follows from source and levels. @norm TK-07 */
export function channelLevelOf(row: Pick<Complaint, 'source_code' | 'internal_level' | 'external_level'>): ComplaintView['axes']['channelLevel'] {
  const { axes, sources } = rulebook().complaints
  const outside = row.external_level !== null || sources.sources[row.source_code]?.outside === true
  const code = outside ? 'regulator' : row.internal_level !== null ? 'escalated' : 'ordinary'
  const words = axes.channel_levels[code]
  return { code, zh: words?.zh ?? code, en: words?.en ?? code }
}

/** A level with its definition; null for none. */
export function levelView(code: string | null): ComplaintView['escalation']['internal'] {
  const level = code === null ? undefined : rulebook().complaints.levels.levels[code]
  return code !== null && level ? { code, zh: level.zh, en: level.en, definition: { zh: level.definition.zh, en: level.definition.en } } : null
}

function abilities(call: Call, ticket: Ticket, row: Complaint): ComplaintView['can'] {
  const at = ticketPlacement(ticket)
  const may = (verb: string) => allows(call.actor, verb, at) && !keptAway(call.actor, verb, ticket)
  const isOpen = !over.has(ticket.status) && ticket.kind === 'complaint'
  const isWorked = isOpen && ticket.status !== 'resolved'
  return {
    classify: isOpen && may('complaint.classify'),
    submit: isWorked && may('complaint.submit'),
    escalate: isOpen && may('complaint.escalate'),
    delegate: isWorked && may('complaint.delegate'),
    answerForCity: isWorked && row.handled_by === 'city' && may('ticket.resolve'),
    analyse: may('complaint.analyse')
  }
}

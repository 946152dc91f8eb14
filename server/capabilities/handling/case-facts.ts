import type { readCaseFacts as contract } from '@shouwen/contract/handling-verify'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { RootCause } from '@shouwen/contract/ticket-words'
import type { Call } from '#platform/action'
import { noticesIn } from '#capabilities/menus'
import { smsToCustomer } from '#capabilities/sms'
import type { Ticket } from '#capabilities/tickets'
import { caseToRead } from './case-ticket.ts'
import { diagnosesOf, diagnosisViews, seesPerson } from './diagnosis.ts'
import { testsOf } from './signal-test.ts'
import { handlingBook, iso } from './words.ts'

const DAY = 86_400_000

/**
 * What a verification looks at that no other desk shows beside the ticket: network events around what happened, messages to the customer
 * and what became of them, tests, and what was found so far. @norm TK-15 TK-09 TK-10
 */
export async function readCaseFacts(call: Call, { ticketId }: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await caseToRead(call, ticketId)
  const { from, to } = stretchOf(call, ticket)
  const notices = await noticesIn(call.tx, ticket.region_id, from, to)
  const messages = ticket.customer_id ? await smsToCustomer(call.tx, ticket.region_id, ticket.customer_id, { from, to }) : []
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    notices: notices.map((one) => ({ ...one, startsAt: one.startsAt.toISOString(), endsAt: one.endsAt.toISOString() })),
    messages: messages.map((one) => ({ ...one, at: one.at.toISOString(), settledAt: iso(one.settledAt) })),
    tests: await testsOf(call, ticket.region_id, ticket.id),
    diagnoses: await diagnosisViews(call, ticket, await diagnosesOf(call.tx, ticket.region_id, ticket.id)),
    canNamePerson: seesPerson(call, ticket),
    words: wordsOfBook()
  }
}

/** From some days before what happened, or was complained about, until now. */
function stretchOf(call: Call, ticket: Ticket): { from: Date; to: Date } {
  const { look_back_days: days } = handlingBook().diagnosis
  const { happenedAt } = ticket.form as TicketForm
  const happened = Math.min(happenedAt ? Date.parse(happenedAt) : Number.POSITIVE_INFINITY, ticket.opened_at.getTime())
  return { from: new Date(happened - days * DAY), to: call.now }
}

function wordsOfBook(): OutputOf<typeof contract>['words'] {
  const { causes, staff_causes, evidence_kinds, technologies, indicators } = handlingBook().diagnosis
  const list = (words: Readonly<Record<string, { zh: string; en: string }>>) => Object.entries(words).map(([code, { zh, en }]) => ({ code, zh, en }))
  return {
    causes: Object.entries(causes).flatMap(([rootCause, words]) => list(words).map((one) => ({ rootCause: rootCause as RootCause, ...one, byStaff: staff_causes.includes(one.code) }))),
    evidence: list(evidence_kinds),
    technologies: list(technologies),
    indicators: Object.entries(indicators).map(([code, { zh, en, unit, min, max, healthy, critical }]) => ({ code, zh, en, unit, min, max, healthy, critical }))
  }
}

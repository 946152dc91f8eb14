import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { MacroStep, previewMacro as contract } from '@shouwen/contract/ticket-macros'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { Refusal } from '#platform/refusal'
import { getTicket, type Ticket, type TicketRef } from './load-ticket.ts'
import { macroFactsOf } from './macro-facts.ts'
import { macroFor } from './macro-records.ts'
import { takeStep } from './macro-steps.ts'
import { missingIn } from './macro-text.ts'
import { ticketToRead } from './read-permission.ts'

type Preview = OutputOf<typeof contract>

/** What a macro would do to a ticket: its steps are really taken and then taken back, so the preview cannot be wrong. */
export async function previewMacro(call: Call, input: InputOf<typeof contract>): Promise<Preview> {
  const ticket = await ticketToRead(call, input.ticketId)
  const { steps } = await macroFor(call, input.macroId)
  return previewSteps(call, { regionId: ticket.region_id, id: ticket.id }, steps)
}

/** The same for any steps. Needs a transaction; nothing of it remains. */
export async function previewSteps(call: Call, ref: TicketRef, steps: readonly MacroStep[]): Promise<Preview> {
  const ticket = await getTicket(call, ref)
  const facts = await macroFactsOf(call, ticket)
  const missing = [
    ...new Set(steps.flatMap((step) => (step.do === 'reply' || step.do === 'note' ? missingIn(step.body, facts) : [])))
  ]
  const trying: Call = { ...call, denials: [], afterCommit: [], cookies: [] }
  await sql`savepoint preview`.execute(call.tx)
  try {
    const previews: Preview['steps'] = []
    let before = ticket
    for (const step of steps) {
      const { preview, after } = await tryStep(trying, ref, before, step)
      previews.push(preview)
      before = after
    }
    return { possible: previews.every((step) => step.refusal === null), steps: previews, missing }
  } finally {
    await sql`rollback to savepoint preview`.execute(call.tx)
  }
}

async function tryStep(
  call: Call,
  ref: TicketRef,
  before: Ticket,
  step: MacroStep
): Promise<{ preview: Preview['steps'][number]; after: Ticket }> {
  await sql`savepoint step`.execute(call.tx)
  try {
    const text = await takeStep(call, ref, step)
    const after = await getTicket(call, ref)
    return { preview: { do: step.do, refusal: null, text, changes: changesBetween(before, after) }, after }
  } catch (error) {
    await sql`rollback to savepoint step`.execute(call.tx)
    if (!(error instanceof Refusal)) throw error
    return { preview: { do: step.do, refusal: error.code, text: null, changes: [] }, after: before }
  }
}

const shown = [
  'status',
  'status_reason',
  'assignee_id',
  'owner_id',
  'queue_code',
  'unit_id',
  'priority',
  'tags'
] as const satisfies (keyof Ticket)[]

function changesBetween(before: Ticket, after: Ticket): Preview['steps'][number]['changes'] {
  const text = (value: string | string[] | null) => (Array.isArray(value) ? value.join(', ') : value)
  return shown
    .map((column) => ({
      field: column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      from: text(before[column]),
      to: text(after[column])
    }))
    .filter(({ from, to }) => from !== to)
}

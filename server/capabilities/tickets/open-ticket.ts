import type { InputOf, OutputOf, Phrase } from '@shouwen/contract/operation'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { openTicket as contract } from '@shouwen/contract/tickets'
import { type Permitted, permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { insertLate } from '#platform/gathered-writes'
import { refuse } from '#platform/refusal'
import { applyToClocks, isMajor, prioritise } from '#capabilities/norms'
import { chooseQueue } from './assignment.ts'
import { missingFields, strangeFields } from './forms.ts'
import { clockSubject, type Happening, insertSteps, recordTicketEvents } from './happened.ts'
import { tellKindHooks } from './kind-hooks.ts'
import type { Ticket } from './load-ticket.ts'
import { lookAt } from './opening-looks.ts'
import { getRegion } from './region.ts'
import { findQueue, giveOut, type Queue, queuesOf, routeTicket } from './route-ticket.ts'
import { insertRecusals } from './recuse.ts'
import { searchColumnsOf } from './search-columns.ts'
import { takeNumber } from './take-number.ts'
import { checkCategory, type Facts, factsOf, matterFacts, partyFacts } from './ticket-facts.ts'
import { stateOf } from './ticket-state.ts'

type Input = InputOf<typeof contract>

/** What callers inside the product may add: machines cannot fill a form, imports tell of the past, live channels have somebody waiting. */
export type OpenOptions = {
  id?: string
  /** Leased beforehand, for imports. */
  number?: string
  /** When the customer first asked. */
  occurredAt?: Date
  /** The form may be filled later, and there may be no way to reach the customer (an anonymous letter). */
  byMachine?: boolean
  /** The customer waits live, at a chat or the telephone. */
  live?: boolean
  /** The channel itself brings the customer before a person (a live chat): the queue gives the ticket to nobody. */
  ownDispatch?: boolean
  /** The customer has come with this before. */
  repeat?: boolean
  /** Who was asked first, when that is not the caller. */
  firstOwnerId?: string | null
  /** Who must stay away from it, as from the ticket it comes out of. @norm TK-26 */
  avoidStaffIds?: readonly string[]
  /** Attributes of TMF621 without a place of their own. */
  tmf?: Record<string, unknown>
  /** Set by a follow-up: how often the matter has been reopened. */
  reopenedCount?: number
}

/**
 * Opens a ticket: checked, permitted, prioritised, numbered, given to a queue or person, its promises running, recorded, in one
 * transaction. Whoever takes it from the customer is its first-asked owner.
 * @norm TK-01 TK-02 TK-03 TK-04 TK-05 TK-06 SP-14 IQ-06
 */
export async function openTicket(
  call: Call,
  input: Input,
  options: OpenOptions = {}
): Promise<OutputOf<typeof contract>> {
  const regionId = regionFor(call, input)
  const unitId = call.actor.kind === 'staff' ? call.actor.unitId : null
  if (call.actor.kind !== 'customer') permit(call, 'ticket.open', { regionId, unitId, staffIds: [staffId(call.actor)] })
  const ticket = await enterTicket(call, { ...input, regionId }, options)
  const { zh, en } = ticket.priority_because as Phrase
  return { ...stateOf(ticket), priorityBecause: { zh, en }, missing: missingFields(input.kind, input.form ?? {}) }
}

/** Opens a ticket without asking who may: for verbs that were permitted on another ticket (split, reopen). */
export async function enterTicket(
  call: Call,
  input: Input & { regionId: number },
  options: OpenOptions = {}
): Promise<Permitted<Ticket>> {
  const { regionId } = input
  const form = input.form ?? {}
  checkEntry(input, form, options)
  checkCategory(input.kind, input.category ?? null)

  const region = await getRegion(call, regionId)
  const at = options.occurredAt ?? call.now
  // What comes out of a ticket brings along who must stay away, and is known to be the same matter.
  const fresh = options.avoidStaffIds === undefined && !call.imported
  const found = fresh ? await lookAt(call, { ...input, regionId, at }) : []
  const avoid = options.avoidStaffIds ?? []
  const first = options.firstOwnerId === undefined ? staffId(call.actor) : options.firstOwnerId
  const opener = first !== null && avoid.includes(first) ? null : first
  const party = await partyFacts(call, regionId, input.customerId ?? null, input.lineId ?? null)
  const matter = matterOf(input)
  const asked = {
    ...party,
    ...matterFacts(matter),
    ...(options.live ? { live: true } : {}),
    ...(options.repeat || found.some(({ repeat }) => repeat) ? { repeat: true } : {})
  }
  const { priority, row, because } = await prioritise(call, asked, at)
  const { queue, assigneeId } = await placeFor(call, regionId, input, { opener, avoid: [...avoid, ...found.flatMap(({ notTo }) => notTo ?? [])], ownDispatch: options.ownDispatch === true })
  const kept = input.keep === true && opener !== null
  const ticket: Ticket = {
    ...blank,
    ...matter,
    ...givenBy(input),
    region_id: regionId,
    id: options.id ?? call.app.newId(),
    number: options.number ?? (await takeNumber(call, region, at)),
    form,
    status_at: at,
    priority,
    priority_because: { row, ...because },
    customer_grade: (party['customer.grade'] as string | undefined) ?? null,
    facts: keptFacts(asked, party),
    major: input.major ?? (await isMajor(call, asked, at)),
    first_owner_id: opener ?? assigneeId,
    owner_id: opener ?? assigneeId,
    assignee_id: assigneeId,
    avoid_staff_ids: [...avoid],
    queue_code: queue?.code ?? null,
    unit_id: queue?.unitId ?? (call.actor.kind === 'staff' ? call.actor.unitId : null),
    opened_at: at,
    accepted_at: kept ? at : null,
    reopened_count: options.reopenedCount ?? 0,
    tmf: options.tmf ?? {},
    created_at: call.now,
    updated_at: call.now
  }
  const opened = (await insertOpened(call, ticket, kept)) as Permitted<Ticket>
  await insertRecusals(call, opened, avoid, { cause: 'carried-over', reason: '' })
  for (const { onceOpened } of found) await onceOpened?.(opened)
  return opened
}

/** Writes a new ticket with its promises, first steps and events. */
async function insertOpened(call: Call, ticket: Ticket, kept: boolean): Promise<Ticket> {
  const happenings: Happening[] = [
    { name: 'ticket.opened', data: { priority: ticket.priority, channel: ticket.channel } }
  ]
  const subject = clockSubject(ticket)
  const facts = factsOf(ticket)
  let due = await applyToClocks(call, { event: 'ticket.opened', at: ticket.opened_at, subject, facts })
  if (kept) {
    happenings.push({ name: 'ticket.accepted', to: 'inProgress' })
    due = await applyToClocks(call, { event: 'ticket.accepted', at: ticket.opened_at, subject, facts })
  }
  const whole: Ticket = {
    ...ticket,
    status: kept ? 'inProgress' : 'acknowledged',
    next_due_at: due.nextDueAt,
    at_risk_at: due.atRiskAt
  }
  await insertLate(call, 'tickets.ticket', [
    {
      ...whole,
      form: JSON.stringify(whole.form),
      priority_because: JSON.stringify(whole.priority_because),
      facts: JSON.stringify(whole.facts),
      confirmation: null,
      field_versions: JSON.stringify(whole.field_versions),
      tmf: JSON.stringify(whole.tmf),
      ...searchColumnsOf(whole)
    }
  ])
  const first = { from: null, to: 'acknowledged' as const }
  await insertSteps(call, whole, kept ? [first, { from: 'acknowledged', to: 'inProgress' }] : [first], ticket.opened_at)
  await recordTicketEvents(call, whole, happenings, ticket.opened_at)
  await tellKindHooks(call, whole)
  return whole
}

function regionFor(call: Call, input: Input): number {
  const own = call.actor.kind === 'staff' || call.actor.kind === 'customer' ? call.actor.regionId : undefined
  const regionId = input.regionId ?? own
  if (regionId === undefined) throw refuse('required-field-missing', { fields: ['regionId'] })
  if (call.actor.kind === 'customer' && (regionId !== own || input.customerId !== call.actor.id))
    throw refuse('not-permitted')
  return regionId
}

/** @norm TK-02 @norm IQ-06 */
function checkEntry(input: Input, form: TicketForm, { byMachine }: OpenOptions): void {
  const strange = strangeFields(input.kind, form)
  if (strange.length > 0)
    throw refuse('invalid-input', { errors: strange.map((field) => ({ at: `/form/${field}`, rule: 'kind' })) })
  if (byMachine) return
  if (!input.customerId && !input.contactPhone && !input.contactEmail) throw refuse('ticket-has-no-contact')
  const missing = missingFields(input.kind, form)
  if (missing.length > 0) throw refuse('required-field-missing', { fields: missing.map((field) => `form.${field}`) })
}

/** What the caller says, as columns. */
function givenBy(input: Input) {
  return {
    title: input.title,
    description: input.description,
    customer_id: input.customerId ?? null,
    line_id: input.lineId ?? null,
    contact_name: input.contactName ?? null,
    contact_phone: input.contactPhone ?? null,
    contact_email: input.contactEmail ?? null,
    requested_resolution_at: input.requestedResolutionAt ? new Date(input.requestedResolutionAt) : null,
    external_id: input.externalId ?? null,
    tags: input.tags ?? []
  }
}

function matterOf(input: Input) {
  return {
    kind: input.kind,
    channel: input.channel,
    source: input.source ?? ('customer' as const),
    category: input.category ?? null,
    severity: input.severity ?? ('general' as const),
    urgency: input.urgency ?? ('normal' as const),
    scope: input.scope ?? ('one' as const)
  }
}

/** The queue named or the one of the category; a ticket that is kept stays with its opener. */
async function placeFor(
  call: Call,
  regionId: number,
  input: Input,
  { opener, avoid, ownDispatch }: { opener: string | null; avoid: readonly string[]; ownDispatch: boolean }
): Promise<{ queue: Queue | null; assigneeId: string | null }> {
  if (input.keep && opener) return { queue: null, assigneeId: opener }
  if (ownDispatch && !input.queueCode)
    return { queue: chooseQueue(await queuesOf(call, regionId), { kind: input.kind, category: input.category ?? null }), assigneeId: null }
  if (!input.queueCode) return routeTicket(call, regionId, { kind: input.kind, category: input.category ?? null }, avoid)
  const queue = await findQueue(call, regionId, input.queueCode)
  if (!queue) throw refuse('queue-unknown')
  return { queue, assigneeId: ownDispatch ? null : await giveOut(call, queue, avoid) }
}

function keptFacts(asked: Facts, party: Facts): Facts {
  const { live, repeat } = asked
  return { ...party, ...(live ? { live } : {}), ...(repeat ? { repeat } : {}) }
}

/** A ticket nobody has worked on yet. */
const blank = {
  status: 'acknowledged' as const,
  status_reason: null,
  priority_overridden: false,
  avoid_staff_ids: [],
  parent_id: null,
  merged_into_id: null,
  first_answered_at: null,
  answered: false,
  customer_wrote_at: null,
  arrived_at: null,
  restored_at: null,
  resolved_at: null,
  closed_at: null,
  next_due_at: null,
  at_risk_at: null,
  resolution: null,
  root_cause: null,
  confirmation: null,
  task_count: 0,
  child_count: 0,
  version: 1,
  field_versions: {}
} satisfies Partial<Ticket>

import type { TicketKind } from '@shouwen/contract/ticket-words'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { type Conversation, startConversation } from '#capabilities/contacts'
import { enqueue, keepPlaceForCallback, mayJoin } from '#capabilities/floor'
import { tellCallClocks } from './call-clocks.ts'
import { floorRef } from './call-ref.ts'
import { addStep, changeCall, nextState, tellOf } from './change-call.ts'
import { addLeg, endLegs } from './legs.ts'
import type { CallRow, LegRow, Loaded } from './load-call.ts'
import { wordsFor } from './voice-rules.ts'

export type NewCall = {
  regionId: number
  /** Only who proved who they are. */
  customerId: string | null
  lineId?: string | null
  /** A number typed or shown by the line: helps staff, proves nothing. */
  claimedNumber?: string | null
  tokenHash?: Buffer | null
  language: 'zh-CN' | 'en'
  kind?: TicketKind
  category?: string
  queueCode?: string
  ticketId?: string
  /** Which text about recording they were shown or told; null: nothing may be recorded. */
  announcedVersion: string | null
  /** Who carries the customer's end, and its name there. */
  driver?: LegRow['driver']
  outside?: string
  /** The number they left: they do not wait on the line and are called when it is their turn. */
  callbackNumber?: string
  /** What the menu was answered with. */
  menu?: { path: string; because: string }
}

/**
 * A call begins: a contact and with it a ticket with its promises, as on every channel; then it waits for a person. Who would not be served is
 * not let in: `queue-closed` says why, and a call back can be asked for instead. @norm CC-07 SP-07
 */
export async function beginCall(call: Call, given: NewCall): Promise<{ loaded: Loaded; conversation: Conversation }> {
  const { conversation } = await startConversation(call, {
    regionId: given.regionId,
    channel: 'phone',
    body: wordsFor('subject', given.language),
    customerId: given.customerId,
    lineId: given.lineId,
    claimedNumber: given.claimedNumber,
    tokenHash: given.tokenHash,
    language: given.language,
    kind: given.kind,
    category: given.category,
    queueCode: given.queueCode,
    ticketId: given.ticketId,
    contact: given.callbackNumber,
    consentVersion: given.announcedVersion,
    onTheLine: true
  })
  const row = await call.tx
    .insertInto('voice.call')
    .values({
      region_id: conversation.region_id,
      id: call.app.newId(),
      conversation_id: conversation.id,
      direction: 'in',
      state: 'ringing',
      queue_code: conversation.queue_code,
      unit_id: conversation.unit_id,
      customer_id: conversation.customer_id,
      language: given.language,
      started_at: call.now,
      announced_version: given.announcedVersion,
      callback: given.callbackNumber === undefined ? null : 'asked'
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const leg = await addLeg(call, { row, legs: [] }, { party: 'customer', state: 'connected', driver: given.driver, outside: given.outside })
  if (given.menu) await addStep(call, row, { kind: 'menu', party: 'customer', staffId: null, data: given.menu })
  await tellOf(call, { row, legs: [leg] }, 'call.started')
  // Who is called back does not wait on the line: nothing is promised in seconds.
  if (given.callbackNumber === undefined) await tellCallClocks(call, 'call.human-chosen', row, conversation)
  return { loaded: await waitForPerson(call, { row, legs: [leg] }, conversation), conversation }
}

async function waitForPerson(call: Call, loaded: Loaded, { known_staff_id: knownStaffId, ticket_id: ticketId }: Pick<Conversation, 'known_staff_id' | 'ticket_id'>): Promise<Loaded> {
  const { row } = loaded
  const isCallback = row.callback !== null
  if (row.queue_code && !isCallback) {
    const answer = await mayJoin(call, { regionId: row.region_id, queueCode: row.queue_code, channel: 'phone', language: row.language })
    if (!answer.open) throw refuse('queue-closed', { reason: answer.reason })
  }
  const { placedAt, resumed } = await enqueue(call, queueing(row, { knownStaffId, ticketId }))
  if (isCallback) {
    await keepPlaceForCallback(call, floorRef(row))
    await endLegs(call, loaded.legs, 'callback')
  }
  return changeCall(
    call,
    loaded,
    { state: nextState(loaded, 'queue', 'system'), queued_at: placedAt },
    { kind: 'queued', party: 'system', data: { ...(resumed ? { resumed } : {}), ...(isCallback ? { callback: true } : {}) } },
    'call.queued'
  )
}

/** What the floor is told of a call; `queuedAt` keeps a place. */
export function queueing(row: CallRow, more: { queuedAt?: Date | null; knownStaffId?: string | null; avoidStaffIds?: string[]; ticketId?: string | null; queueCode?: string } = {}) {
  return { ...floorRef(row), channel: 'phone', queueCode: row.queue_code, customerId: row.customer_id, language: row.language, ...more }
}

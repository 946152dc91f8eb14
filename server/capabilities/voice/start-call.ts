import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { callDoor as doorOperation, startCall as startOperation } from '@shouwen/contract/portal-calls'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { newVisitorToken, regionOfHost, setVisitorCookie, startConversation, takeStart } from '#capabilities/contacts'
import { matchCustomer } from '#capabilities/customers'
import { enqueue, mayJoin, peopleThere } from '#capabilities/floor'
import { floorRef } from './call-ref.ts'
import { changeCall, nextState, tellOf } from './change-call.ts'
import { addLeg } from './legs.ts'
import type { CallRow, Loaded } from './load-call.ts'
import { myCallView } from './my-call-view.ts'
import { openCallOf } from './my-call.ts'
import { voiceRules, wordsFor } from './voice-rules.ts'

/** What somebody should know before they call: that they are recorded, and whether anybody is there. */
export async function callDoor(call: Call, input: InputOf<typeof doorOperation>): Promise<OutputOf<typeof doorOperation>> {
  const regions = await call.tx.selectFrom('platform.region').select(['id', 'code', 'name_zh as zh', 'name_en as en']).orderBy('id').execute()
  const only = regions.length === 1 ? (regions[0]?.id ?? null) : null
  const regionId = call.actor.kind === 'customer' ? call.actor.regionId : (input.regionId ?? regionOfHost(call, regions) ?? only)
  return {
    regions: regions.map(({ id, zh, en }) => ({ id, zh, en })),
    regionId,
    announcement: { ...voiceRules().announcement },
    agentsOnline: regionId === null ? null : await peopleThere(call, regionId, null)
  }
}

/**
 * The customer calls. A contact begins and with it a ticket with its promises, as for every channel; then the call waits for a person. Nobody
 * who would not be served is let in: `queue-closed` says why. @norm CC-07 SP-07
 */
export async function startCall(call: Call, input: InputOf<typeof startOperation>): Promise<OutputOf<typeof startOperation>> {
  const { version } = voiceRules().announcement
  if (input.announcementVersion !== version) throw refuse('announcement-outdated', { version })
  if (await openCallOf(call)) throw refuse('call-already-open')
  const customer = call.actor.kind === 'customer' ? call.actor : null
  if (!customer) takeStart(call)
  const language = input.language ?? 'zh-CN'
  const token = customer ? null : newVisitorToken()
  const { conversation } = await startConversation(call, {
    regionId: customer?.regionId ?? (await regionOf(call, input)),
    channel: 'phone',
    body: wordsFor('subject', language),
    customerId: customer?.id ?? null,
    lineId: customer ? input.lineId : null,
    claimedNumber: customer ? null : input.serviceNumber,
    tokenHash: token?.hash ?? null,
    language,
    category: input.category,
    ticketId: input.ticketId,
    consentVersion: version,
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
      language,
      started_at: call.now,
      announced_version: version
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const leg = await addLeg(call, { row, legs: [] }, { party: 'customer', state: 'connected' })
  await tellOf(call, { row, legs: [leg] }, 'call.started')
  const loaded = await waitForPerson(call, { row, legs: [leg] }, conversation.known_staff_id)
  if (token) setVisitorCookie(call, conversation.region_id, conversation.id, token.secret)
  return myCallView(call, loaded, conversation)
}

async function waitForPerson(call: Call, loaded: Loaded, knownStaffId: string | null): Promise<Loaded> {
  const { row } = loaded
  if (row.queue_code) {
    const answer = await mayJoin(call, { regionId: row.region_id, queueCode: row.queue_code, channel: 'phone', language: row.language })
    if (!answer.open) throw refuse('queue-closed', { reason: answer.reason })
  }
  const { placedAt } = await enqueue(call, queueing(row, { knownStaffId }))
  return changeCall(call, loaded, { state: nextState(loaded, 'queue', 'system'), queued_at: placedAt }, { kind: 'queued', party: 'system' }, 'call.queued')
}

/** What the floor is told of a call; `queuedAt` keeps a place. */
export function queueing(row: CallRow, more: { queuedAt?: Date | null; knownStaffId?: string | null; avoidStaffIds?: string[]; queueCode?: string } = {}) {
  return { ...floorRef(row), channel: 'phone', queueCode: row.queue_code, customerId: row.customer_id, language: row.language, ...more }
}

/** The region named, the one of the number typed, or the only one there is; refuses with `region-needed`. */
async function regionOf(call: Call, { regionId, serviceNumber }: InputOf<typeof startOperation>): Promise<number> {
  const regions = await call.tx.selectFrom('platform.region').select('id').execute()
  if (regions.some((region) => region.id === regionId)) return regionId as number
  const owner = serviceNumber ? await matchCustomer(call.tx, { serviceNumber }) : null
  if (owner) return owner.regionId
  const [only] = regions
  if (!only || regions.length > 1) throw refuse('region-needed')
  return only.id
}

import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { callDoor as doorOperation, startCall as startOperation } from '@shouwen/contract/portal-calls'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { newVisitorToken, regionOfHost, setVisitorCookie, takeStart } from '#capabilities/contacts'
import { matchCustomer } from '#capabilities/customers'
import { peopleThere } from '#capabilities/floor'
import { menuPlace } from '#capabilities/menus'
import { queueRoster } from '#capabilities/tickets'
import { beginCall } from './begin-call.ts'
import { myCallView } from './my-call-view.ts'
import { openCallOf } from './my-call.ts'
import { voiceRules } from './voice-rules.ts'

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

/** The customer calls from the portal. Refuses with `call-already-open`, `announcement-outdated` and what `beginCall` refuses with. @norm CC-02 */
export async function startCall(call: Call, input: InputOf<typeof startOperation>): Promise<OutputOf<typeof startOperation>> {
  const { version } = voiceRules().announcement
  if (input.announcementVersion !== version) throw refuse('announcement-outdated', { version })
  if (await openCallOf(call)) throw refuse('call-already-open')
  const customer = call.actor.kind === 'customer' ? call.actor : null
  if (!customer) takeStart(call)
  const regionId = customer?.regionId ?? (await regionOf(call, input))
  const token = customer ? null : newVisitorToken()
  const place =
    input.menu === undefined ? null : await menuPlace(call, { channel: 'phone', regionId, customerId: customer?.id ?? null, signedIn: customer !== null, language: input.language }, input.menu)
  const { loaded, conversation } = await beginCall(call, {
    regionId,
    customerId: customer?.id ?? null,
    lineId: customer ? input.lineId : null,
    claimedNumber: customer ? null : input.serviceNumber,
    tokenHash: token?.hash ?? null,
    language: place?.language ?? input.language ?? 'zh-CN',
    kind: place?.kind,
    category: input.category ?? place?.category,
    queueCode: place?.queueCode ?? (input.category || place?.category || input.ticketId ? undefined : await callersQueue(call, regionId)),
    ticketId: input.ticketId,
    announcedVersion: version,
    callbackNumber: input.callbackNumber,
    ...(place && input.menu !== undefined ? { menu: { path: input.menu, because: place.because } } : {})
  })
  if (token) setVisitorCookie(call, conversation.region_id, conversation.id, token.secret)
  return myCallView(call, loaded, conversation)
}

/** Where callers of a region wait when nothing says more; undefined = as tickets of no category do. */
async function callersQueue(call: Call, regionId: number): Promise<string | undefined> {
  return (await queueRoster(call.tx, regionId)).find(({ code }) => code.endsWith(voiceRules().queue))?.code
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

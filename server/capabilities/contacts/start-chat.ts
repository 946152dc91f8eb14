import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { chatDoor as doorOperation, startChat as startOperation } from '@shouwen/contract/portal-chat'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { peopleThere } from '#capabilities/floor'
import { matchCustomer } from '#capabilities/customers'
import { menuPlace } from '#capabilities/menus'
import { rulebook } from '#server/rulebook'
import { messagesAfter } from './list-messages.ts'
import { chatRules, checkContent } from './chat-rules.ts'
import { portalConversation, portalMessages } from './portal-view.ts'
import { startConversation } from './start-conversation.ts'
import { newVisitorToken, setVisitorCookie, takeStart } from './visitor.ts'

/** What somebody should know before they start a chat: regions, topics, the text they agree to, limits, and whether anybody is there. */
export async function chatDoor(
  call: Call,
  input: InputOf<typeof doorOperation>
): Promise<OutputOf<typeof doorOperation>> {
  const regions = await call.tx
    .selectFrom('platform.region')
    .select(['id', 'code', 'name_zh as zh', 'name_en as en'])
    .orderBy('id')
    .execute()
  const regionId =
    call.actor.kind === 'customer'
      ? call.actor.regionId
      : (input.regionId ?? regionOfHost(call, regions) ?? (regions.length === 1 ? (regions[0]?.id ?? null) : null))
  const { consent, limits } = chatRules()
  return {
    regions: regions.map(({ id, zh, en }) => ({ id, zh, en })),
    regionId,
    topics: topics(),
    consent,
    limits: {
      messageLength: limits.message_length,
      filesPerMessage: limits.files_per_message,
      fileBytes: limits.file_bytes
    },
    agentsOnline: regionId === null ? null : await peopleThere(call, regionId, null)
  }
}

/** The region the address of the portal belongs to, if the installation says so. */
export function regionOfHost(call: Call, regions: readonly { id: number; code: string }[]): number | undefined {
  const code = call.host === null ? undefined : call.app.config.portalRegions[call.host.toLowerCase()]
  return code === undefined ? undefined : regions.find((region) => region.code === code)?.id
}

/** The branches an inquiry can be about. @norm IQ-11 */
function topics(): { code: string; zh: string; en: string }[] {
  return Object.entries(rulebook().categories).flatMap(([code, { kinds, zh, en }]) =>
    kinds.includes('inquiry') && code.split('.').length === 2 ? [{ code, zh, en }] : []
  )
}

/** The customer's first words in a chat. A visitor gets a cookie that opens this conversation and nothing else. @norm CC-04 SP-07 */
export async function startChat(
  call: Call,
  input: InputOf<typeof startOperation>
): Promise<OutputOf<typeof startOperation>> {
  checkContent(input.body, undefined)
  const { version } = chatRules().consent
  if (input.consentVersion !== version) throw refuse('consent-outdated', { version })
  const customer = call.actor.kind === 'customer' ? call.actor : null
  if (!customer) takeStart(call)
  const token = customer ? null : newVisitorToken()
  const regionId = customer?.regionId ?? (await regionOf(call, input))
  const place = input.menu === undefined ? null : await menuPlace(call, { channel: 'chat', regionId, customerId: customer?.id ?? null, signedIn: customer !== null, language: input.language }, input.menu)
  const { conversation } = await startConversation(call, {
    regionId,
    channel: 'chat',
    body: input.body,
    customerId: customer?.id ?? null,
    lineId: customer ? input.lineId : null,
    name: input.name,
    contact: input.contact,
    claimedNumber: customer ? null : input.serviceNumber,
    tokenHash: token?.hash ?? null,
    language: place?.language ?? input.language,
    kind: place?.kind,
    category: input.category ?? place?.category,
    queueCode: place?.queueCode,
    ticketId: input.ticketId,
    clientKey: input.clientKey,
    consentVersion: version,
    page: input.page
  })
  if (token) setVisitorCookie(call, conversation.region_id, conversation.id, token.secret)
  return {
    conversation: await portalConversation(call, conversation),
    messages: await portalMessages(call, await messagesAfter(call, conversation, 0, 200))
  }
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

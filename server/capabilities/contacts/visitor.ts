import { timingSafeEqual } from 'node:crypto'
import { hashOfSecret, newSecret, type Identifier } from '#capabilities/people'
import type { Call } from '#platform/action'
import type { App } from '#platform/app-type'
import { refuse } from '#platform/refusal'
import { chatRules } from './chat-rules.ts'

export const visitorCookie = 'shouwen-visitor'
const WEEK_SECONDS = 7 * 86_400

/** A new token for a visitor, and what is kept of it. */
export function newVisitorToken(): { secret: string; hash: Buffer } {
  const secret = newSecret()
  return { secret, hash: hashOfSecret(secret) }
}

/** Gives the visitor the cookie that opens this one conversation. */
export function setVisitorCookie(call: Call, regionId: number, conversationId: string, secret: string): void {
  call.cookies.push({
    name: visitorCookie,
    value: `${regionId}.${conversationId}.${secret}`,
    maxAgeSeconds: WEEK_SECONDS
  })
}

/** Recognises a visitor by the cookie of their conversation. */
export const identifyVisitor: Identifier = async (app, request) => {
  const cookie = request.cookies[visitorCookie] ?? ''
  const [, region = '', conversationId = '', secret = ''] =
    /^(\d{1,4})\.([0-9a-f-]{36})\.([\w-]{43})$/.exec(cookie) ?? []
  if (secret === '') return null
  const row = await app.db
    .selectFrom('contacts.conversation')
    .select('visitor_token_hash')
    .where('region_id', '=', Number(region))
    .where('id', '=', conversationId)
    .executeTakeFirst()
  const kept = row?.visitor_token_hash
  if (!kept || !timingSafeEqual(kept, hashOfSecret(secret))) return null
  return { kind: 'visitor', conversationId, regionId: Number(region) }
}

/** When chats were started, by address; per process, because a flood needs no exact count. */
const startsOf = new WeakMap<App, Map<string, number[]>>()
const MOST_ADDRESSES = 10_000

/** Refuses with `too-many-requests` when one address starts too many conversations without signing in. */
export function takeStart(call: Call): void {
  const { at_most, minutes } = chatRules().limits.starts_per_address
  const starts = startsOf.get(call.app) ?? new Map<string, number[]>()
  startsOf.set(call.app, starts)
  const address = call.ip ?? ''
  const since = call.now.getTime() - minutes * 60_000
  const recent = (starts.get(address) ?? []).filter((at) => at > since)
  if (recent.length >= at_most) throw refuse('too-many-requests')
  if (starts.size >= MOST_ADDRESSES) starts.clear()
  starts.set(address, [...recent, call.now.getTime()])
}

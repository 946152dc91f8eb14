import { acceptContact, closeContact } from '@shouwen/contract/chat-desk'
import { startChat } from '@shouwen/contract/portal-chat'
import { acceptOffer, enqueue, releaseContact } from '#capabilities/floor'
import { actorOfStaff } from '#capabilities/people'
import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { rulebook } from '#server/rulebook'
import { callOperation, openDoor } from '../simulator/live/door.ts'
import { type Crew, queueOf } from './floor-crew.ts'

/** How customers come and agents serve them; `arrive` answers the contact when it is committed. */
export type Ways = { arrive(n: number): Promise<string>; serve(contactId: string, staffId: string): Promise<void> }

/** The floor alone, from a process with the web role: a conversation with its place in the queue, no message and no ticket. */
export async function floorWays(app: App, { ids }: Crew): Promise<Ways> {
  const actors = new Map<string, Call['actor']>()
  for (const id of ids) actors.set(id, (await actorOfStaff(app, id)) as Call['actor'])
  const change = (call: Call, id: string, columns: object) => call.tx.updateTable('contacts.conversation').set(columns).where('region_id', '=', 1).where('id', '=', id).execute()
  return {
    async arrive(n) {
      const id = app.newId()
      await transact(app, { kind: 'system', name: 'bench' }, async (call) => {
        const at = call.now
        await call.tx
          .insertInto('contacts.conversation')
          .values({ region_id: 1, id, channel: 'chat', state: 'waiting', queue_code: queueOf(n), language: 'zh-CN', subject: '咨询', opened_at: at, waiting_since: at, queued_at: at, last_message_at: at })
          .execute()
        await enqueue(call, { kind: 'conversation', id, regionId: 1, channel: 'chat', queueCode: queueOf(n), language: 'zh-CN' })
      })
      return id
    },
    /** Taken, and done with at once: the rows of a real day are written. */
    async serve(id, staffId) {
      const ref = { kind: 'conversation' as const, id, regionId: 1 }
      const actor = actors.get(staffId) as Call['actor']
      await transact(app, actor, async (call) => {
        await change(call, id, { state: 'active', accepted_at: call.now })
        await acceptOffer(call, ref)
      })
      await transact(app, actor, async (call) => {
        await change(call, id, { state: 'closed', closed_at: call.now, close_reason: 'solved' })
        await releaseContact(call, ref, { wrapUp: true })
      })
    }
  }
}

/** Everything by HTTP, as customers and agents do: a chat of the portal with its message, ticket and promises, accepted and closed by its agent. */
export function portalWays(url: string, { ids, tokens }: Crew): Ways {
  const consentVersion = rulebook().chat.consent.version
  const desks = new Map(ids.map((id, at) => [id, openDoor(url, { authorization: `Bearer ${tokens[at]}` })]))
  return {
    async arrive(n) {
      const door = openDoor(url, { 'x-forwarded-for': `198.18.${(n >> 8) & 255}.${n & 255}` })
      const { conversation } = await callOperation(door, startChat, { regionId: 1, body: '想问一下这个月的话费。', clientKey: `bench-${n}-${Date.now()}`, consentVersion })
      return conversation.id
    },
    async serve(conversationId, staffId) {
      const desk = desks.get(staffId) as ReturnType<typeof openDoor>
      await callOperation(desk, acceptContact, { conversationId })
      await callOperation(desk, closeContact, { conversationId, outcome: 'follow-up' })
    }
  }
}

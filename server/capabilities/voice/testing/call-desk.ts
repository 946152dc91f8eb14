import type { OutputOf } from '@shouwen/contract/operation'
import { answerCall } from '@shouwen/contract/calls'
import { beatMyCall, startCall } from '@shouwen/contract/portal-calls'
import { rulebook } from '#server/rulebook'
import { type Agent, startChatDesk } from '../../contacts/testing/chat-desk.ts'
import { visitorCookie } from '../../contacts/visitor.ts'

export type Caller = { cookie: string; call: OutputOf<typeof startCall> }

/** The hotline of the chats, with people who take calls too. */
export async function startCallDesk(options: Parameters<typeof startChatDesk>[0] = {}) {
  const d = await startChatDesk(options)
  const { t } = d
  const announcementVersion = rulebook().voice.announcement.version

  /** The customer who is signed in calls. */
  async function ring(): Promise<Caller> {
    return { cookie: d.customer.cookie, call: await t.ok(startCall, { announcementVersion }, d.customer) }
  }

  /** Somebody calls without signing in, and gets the cookie of this one call. */
  async function ringAsVisitor(): Promise<Caller> {
    const answer = await t.call(startCall, { announcementVersion, regionId: 1 })
    if (answer.status >= 400) throw new Error(`startCall answered ${answer.status} ${JSON.stringify(answer.problem)}`)
    const cookie = [answer.headers['set-cookie']].flat().map(String).find((one) => one.startsWith(visitorCookie))
    return { cookie: cookie?.split(';')[0] ?? '', call: answer.body }
  }

  /** A call that the agent has answered. */
  async function talk(agent: Agent, begin = ring): Promise<Caller> {
    await d.online(agent)
    const caller = await begin()
    await d.dispatch()
    await t.ok(answerCall, { callId: caller.call.id }, agent)
    return caller
  }

  const kept = (id: string) => t.db.selectFrom('voice.call').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const legs = (id: string) => t.db.selectFrom('voice.leg').selectAll().where('call_id', '=', id).orderBy('no').execute()
  const story = async (id: string) => (await t.db.selectFrom('voice.step').select('kind').where('call_id', '=', id).orderBy('id').execute()).map((step) => step.kind)
  const seen = (caller: Caller) => t.ok(beatMyCall, { callId: caller.call.id }, caller)
  return { ...d, announcementVersion, ring, ringAsVisitor, talk, kept, legs, story, seen }
}

export type CallDesk = Awaited<ReturnType<typeof startCallDesk>>

import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { replyToContact, takeContact } from '@shouwen/contract/chat-desk'
import { setPresence } from '@shouwen/contract/presence'
import { sendMyMessage, startChat } from '@shouwen/contract/portal-chat'
import { sql } from 'kysely'
import { addContactMeans, addLine, createCustomer, portalCookie } from '#capabilities/customers'
import { dispatchRegion, tendFloor } from '#capabilities/floor'
import { createStaff, createUnit, hashOfSecret, issueToken, newSecret } from '#capabilities/people'
import { writeQueue } from '#capabilities/tickets'
import { startTestApp } from '#platform/testing/test-app'
import { rulebook } from '#server/rulebook'
import { tendChats } from '../contacts-loop.ts'
import { visitorCookie } from '../visitor.ts'

export type Agent = { id: string; token: string }
export type Visitor = { cookie: string; conversationId: string; ticketId: string; ticketNumber: string }
type StartInput = InputOf<typeof startChat>

let keys = 0
/** A key as a browser would make one. */
export const newKey = (): string => `key-${++keys}-${Date.now()}`

/** A hotline with two teams that serve one chat queue and one queue that asks for a skill, and a customer who is signed in. */
export async function startChatDesk(options: Parameters<typeof startTestApp>[0] = {}) {
  const t = await startTestApp(options)
  await sql`insert into platform.region (id, code, name_zh, name_en, time_zone) values (1, 'HN', '湖南', 'Hunan', 'Asia/Shanghai'), (2, 'GD', '广东', 'Guangdong', 'Asia/Shanghai')`.execute(
    t.db
  )
  const made = await t.asSystem(async ({ tx, app }) => {
    const unit = async (
      parentId: string | null,
      level: Parameters<typeof createUnit>[1]['level'],
      code: string,
      regionId?: number | null
    ) =>
      (
        await createUnit(tx, {
          parentId,
          level,
          code,
          nameZh: code,
          nameEn: code,
          ...(regionId === undefined ? {} : { regionId })
        })
      ).id
    const group = await unit(null, 'group', 'group', null)
    const hn = await unit(group, 'province', 'hn', 1)
    const hotline = await unit(hn, 'department', 'hn-hotline')
    const team = await unit(hotline, 'team', 'hn-hotline-1')
    const gd = await unit(group, 'province', 'gd', 2)
    const person = async (
      unitId: string,
      jobNumber: string,
      role: string,
      skills: Record<string, number> = {}
    ): Promise<Agent> => {
      const { id } = await createStaff(tx, { unitId, jobNumber, name: `员工${jobNumber}`, roles: [role], skills })
      return { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    }
    const agents = {
      wang: await person(team, '1001', 'online-agent'),
      li: await person(team, '1002', 'online-agent', { billing: 3 }),
      zhao: await person(team, '1003', 'online-agent'),
      leader: await person(hotline, '1009', 'shift-leader'),
      stranger: await person(gd, '2001', 'online-agent'),
      integrator: await person(hn, '9001', 'integrator')
    }
    const customerId = await createCustomer(tx, {
      regionId: 1,
      kind: 'person',
      name: '张三丰',
      grade: 'AA',
      at: new Date('2026-01-01T00:00:00Z')
    }).then(idOf)
    const lineId = await addLine(tx, {
      regionId: 1,
      customerId,
      serviceNumber: '13800001234',
      service: 'mobile',
      openedOn: '2026-01-01'
    })
    await addContactMeans(tx, {
      regionId: 1,
      customerId,
      kind: 'email',
      value: 'zhang@example.com',
      at: new Date('2026-01-01T00:00:00Z')
    })
    const secret = newSecret()
    await tx
      .insertInto('customers.portal_session')
      .values({
        region_id: 1,
        hash: hashOfSecret(secret),
        id: app.newId(),
        customer_id: customerId,
        created_at: new Date('2026-01-01T00:00:00Z'),
        expires_at: new Date('2030-01-01T00:00:00Z')
      })
      .execute()
    return {
      units: { hn, hotline, team, gd },
      agents,
      customer: { id: customerId, lineId, cookie: `${portalCookie}=1.${secret}` }
    }
  })
  const members = [made.agents.wang.id, made.agents.li.id, made.agents.zhao.id]
  await t.asSystem(async (call) => {
    await writeQueue(call, {
      code: 'hn-chat',
      regionId: 1,
      unitId: made.units.hotline,
      nameZh: '在线',
      nameEn: 'Online',
      strategy: 'pull',
      kinds: [],
      categories: [],
      members
    })
    await writeQueue(call, {
      code: 'hn-billing',
      regionId: 1,
      unitId: made.units.hotline,
      nameZh: '账务',
      nameEn: 'Billing',
      strategy: 'pull',
      skill: 'billing',
      kinds: ['inquiry'],
      categories: ['inquiry.billing'],
      members
    })
    await writeQueue(call, {
      code: 'gd-chat',
      regionId: 2,
      unitId: made.units.gd,
      nameZh: '在线',
      nameEn: 'Online',
      strategy: 'pull',
      kinds: [],
      categories: [],
      members: [made.agents.stranger.id]
    })
  })

  const words = (change: Partial<StartInput> = {}): StartInput => ({
    regionId: 1,
    body: '套餐怎么改？',
    clientKey: newKey(),
    consentVersion: rulebook().chat.consent.version,
    ...change
  })

  /** A visitor who begins a chat, with the cookie they got. */
  async function visit(change: Partial<StartInput> = {}): Promise<Visitor & { started: OutputOf<typeof startChat> }> {
    const answer = await t.call(startChat, words(change))
    if (answer.status >= 400) throw new Error(`startChat answered ${answer.status} ${JSON.stringify(answer.problem)}`)
    const { conversation } = answer.body
    const cookie =
      [answer.headers['set-cookie']]
        .flat()
        .map(String)
        .find((one) => one.startsWith(visitorCookie)) ?? ''
    return {
      cookie: cookie.split(';')[0] ?? '',
      conversationId: conversation.id,
      ticketId: conversation.ticketId ?? '',
      ticketNumber: conversation.ticketNumber ?? '',
      started: answer.body
    }
  }

  /** A chat that is served by the agent. */
  async function serve(agent: Agent, change: Partial<StartInput> = {}): Promise<Visitor> {
    await online(agent, 8)
    const visitor = await visit(change)
    await t.ok(takeContact, { conversationId: visitor.conversationId }, agent)
    return visitor
  }

  const say = (visitor: Visitor, body: string, clientKey = newKey()) =>
    t.call(sendMyMessage, { conversationId: visitor.conversationId, body, clientKey }, { cookie: visitor.cookie })
  const answer = (agent: Agent, { conversationId }: { conversationId: string }, body: string, clientKey = newKey()) =>
    t.call(replyToContact, { conversationId, body, clientKey }, agent)

  /** Sends files as a browser does. */
  async function upload(
    conversationId: string,
    files: { name: string; type: string; content: Buffer | string }[],
    as: { token?: string; cookie?: string }
  ) {
    const path = as.token
      ? `/api/contacts/${conversationId}/files`
      : `/api/portal/conversations/${conversationId}/files`
    const parts = files.map(({ name, type, content }) =>
      Buffer.concat([
        Buffer.from(
          `--xx\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
        ),
        Buffer.from(content),
        Buffer.from('\r\n')
      ])
    )
    const answered = await t.server.inject({
      method: 'POST',
      url: path,
      headers: {
        'content-type': 'multipart/form-data; boundary=xx',
        'sec-fetch-site': 'same-origin',
        ...(as.token ? { authorization: `Bearer ${as.token}` } : { cookie: as.cookie ?? '' })
      },
      payload: Buffer.concat([...parts, Buffer.from('--xx--\r\n')])
    })
    return {
      status: answered.statusCode,
      body: answered.json() as { files: { id: string; name: string }[]; code?: string }
    }
  }

  /** The row as it is kept. */
  const kept = (id: string) =>
    t.db.selectFrom('contacts.conversation').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  const online = (agent: Agent, capacity = 3) => t.ok(setPresence, { state: 'available', capacity }, agent)
  const dispatch = (regionId = 1) => dispatchRegion(t.app, regionId)
  return {
    ...made,
    t,
    words,
    visit,
    serve,
    say,
    answer,
    upload,
    kept,
    online,
    dispatch,
    tend: async () => {
      await tendFloor(t.app)
      await tendChats(t.app)
    },
    members
  }
}

const idOf = (made: string | { id: string }): string => (typeof made === 'string' ? made : made.id)

export type ChatDesk = Awaited<ReturnType<typeof startChatDesk>>

import { openTicket } from '@shouwen/contract/tickets'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTmf, type TmfOperator, type Wire } from './operator.ts'

let o: TmfOperator
let call: ReturnType<TmfOperator['client']>
beforeAll(async () => {
  o = await startTmf()
  call = o.client('TMF683', 4, 'partyInteraction/v4')
})
afterAll(() => o.stop())

const thin = { channel: [{ id: '555' }], direction: 'inbound', reason: '想办宽带和电视' }
const conversation = (id: string) => o.t.db.selectFrom('contacts.conversation').selectAll().where('region_id', '=', 1).where('id', '=', id).executeTakeFirstOrThrow()

describe('An interaction comes by TMF683', () => {
  test('as thin as the official kit sends it: it happened now and is open', async () => {
    const { status, body } = await call('POST', '/partyInteraction', thin)
    expect(status).toBe(201)
    expect(body).toMatchObject({ reason: thin.reason, direction: 'inbound', status: 'open', channel: [{ id: '555' }], interactionDate: { startDateTime: o.t.clock.now().toISOString() } })
    expect(body.interactionItem[0].item).toMatchObject({ '@referredType': 'TroubleTicket' })
    expect(await conversation(body.id)).toMatchObject({ channel: 'api', ticket_id: body.interactionItem[0].item.id })
  })

  test('with its party, ticket, notes and attachments', async () => {
    const { id: ticketId } = await o.t.ok(openTicket, o.fault, { token: o.people.wang.token })
    const { status, body } = await call('POST', '/partyInteraction', {
      ...thin,
      description: '客户来电催修',
      status: 'inProgress',
      channel: [{ id: 'phone', name: 'phone', href: 'https://oss.example/channel/phone' }],
      interactionDate: { startDateTime: '2026-11-24T01:00:00Z' },
      relatedParty: [{ id: o.customerId, href: 'x', role: 'customer', '@referredType': 'Customer' }, { id: 'c-1', href: 'https://crm.example/c-1', role: 'caller', '@referredType': 'Contact' }],
      interactionItem: [{ item: { id: ticketId, role: 'matter', '@referredType': 'TroubleTicket' } }, { item: { id: 'order-1', role: 'order', '@referredType': 'ProductOrder' }, reason: '顺便' }],
      note: [{ text: '情绪平稳' }],
      attachment: [{ url: 'https://rec.example/1.wav', name: '录音', mimeType: 'audio/wav' }]
    })
    expect(status).toBe(201)
    expect(body.relatedParty.map((one: Wire) => one.id)).toEqual([o.customerId, 'c-1'])
    expect(body.interactionItem.map((one: Wire) => one.item.id)).toEqual([ticketId, 'order-1'])
    expect(body.note.map((one: Wire) => one.text)).toContain('情绪平稳')
    expect(body).toMatchObject({ status: 'inProgress', attachment: [{ name: '录音' }], interactionDate: { startDateTime: '2026-11-24T01:00:00.000Z' } })
    expect(await conversation(body.id)).toMatchObject({ channel: 'phone', customer_id: o.customerId, ticket_id: ticketId })
    expect((await call('GET', `/partyInteraction?relatedParty.id=${o.customerId}&direction=inbound&interactionItem.item.id=${ticketId}`)).body.map((one: Wire) => one.id)).toEqual([body.id])
  })

  test('as our own word to the customer: recorded as ours, no ticket opened, no promise begun, nothing sent', async () => {
    const { id: ticketId } = await o.t.ok(openTicket, o.fault, { token: o.people.wang.token })
    const before = await o.t.db.selectFrom('tickets.ticket').select('customer_wrote_at').where('id', '=', ticketId).executeTakeFirstOrThrow()
    const count = async () => Number((await o.t.db.selectFrom('tickets.ticket').select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
    const tickets = await count()
    const outbound = { ...thin, direction: 'outbound', reason: '回访', description: '您好，回访一下宽带', channel: [{ id: 'email' }], relatedParty: [{ id: o.customerId, href: 'x', role: 'customer', '@referredType': 'Customer' }] }
    const alone = (await call('POST', '/partyInteraction', outbound)).body
    expect(alone).toMatchObject({ direction: 'outbound', status: 'open', reason: '回访' })
    expect(alone.interactionItem ?? []).toEqual([])
    const about = (await call('POST', '/partyInteraction', { ...outbound, interactionItem: [{ item: { id: ticketId, role: 'matter', '@referredType': 'TroubleTicket' } }] })).body
    expect(about.interactionItem[0].item.id).toBe(ticketId)
    await o.t.drain()
    for (const { id } of [alone, about]) {
      const messages = await o.t.db.selectFrom('contacts.message').select(['direction', 'author_kind', 'body']).where('region_id', '=', 1).where('conversation_id', '=', id).execute()
      expect(messages).toEqual([{ direction: 'out', author_kind: 'staff', body: outbound.description }])
      expect(await conversation(id)).toMatchObject({ last_customer_at: null, customer_id: o.customerId })
      expect(await o.t.db.selectFrom('norms.clock').select('id').where('subject_id', '=', id).execute()).toEqual([])
    }
    expect(await count()).toBe(tickets)
    expect(await o.t.db.selectFrom('tickets.ticket').select('customer_wrote_at').where('id', '=', ticketId).executeTakeFirstOrThrow()).toEqual(before)
    expect((await call('PATCH', `/partyInteraction/${alone.id}`, { status: 'completed' })).body).toMatchObject({ status: 'completed', direction: 'outbound' })
    expect((await conversation(alone.id)).message_count).toBe(1)
    expect((await call('GET', `/partyInteraction?direction=outbound`)).body).toHaveLength(2)
  })

  test('as history, at its own time', async () => {
    const { body } = await call('POST', '/partyInteraction', { ...thin, status: 'completed', interactionDate: { startDateTime: '2026-11-20T01:00:00Z', endDateTime: '2026-11-20T01:05:00Z' } })
    expect(body).toMatchObject({ status: 'completed', interactionDate: { startDateTime: '2026-11-20T01:00:00.000Z', endDateTime: '2026-11-20T01:05:00.000Z' } })
  })

  test('not without reason, direction and channel, not from the future, not in a status there is not', async () => {
    for (const more of [{ reason: undefined }, { direction: undefined }, { channel: [] }, { channel: [{}] }, { status: 'asleep' }, { interactionDate: { startDateTime: '2030-01-01T00:00:00Z' } }, { interactionDate: { startDateTime: 'x' } }, { note: [{}] }])
      expect((await call('POST', '/partyInteraction', { ...thin, ...more })).status, JSON.stringify(more)).toBe(400)
  })

  test('and is changed: words, notes and the status forward', async () => {
    const { id } = (await call('POST', '/partyInteraction', thin)).body
    const { body } = await call('PATCH', `/partyInteraction/${id}`, { description: '改签', reason: '改套餐', note: [{ text: '补记' }], status: 'inProgress' })
    expect(body).toMatchObject({ description: '改签', reason: '改套餐', status: 'inProgress' })
    expect(body.note.map((one: Wire) => one.text)).toContain('补记')
    expect((await call('PATCH', `/partyInteraction/${id}`, { status: 'open' })).status).toBe(409)
    expect((await call('PATCH', `/partyInteraction/${id}`, { direction: 'outbound' })).status).toBe(400)
    expect((await call('PATCH', `/partyInteraction/${id}`, { status: 'completed' })).body).toMatchObject({ status: 'completed' })
    expect((await call('PATCH', `/partyInteraction/${id}`, { status: 'inProgress' })).status).toBe(409)
  })

  test('and is deleted here; the conversation stays in the product', async () => {
    const { id } = (await call('POST', '/partyInteraction', thin)).body
    expect((await call('DELETE', `/partyInteraction/${id}`)).status).toBe(204)
    expect((await call('GET', `/partyInteraction/${id}`)).status).toBe(404)
    expect(await conversation(id)).toBeTruthy()
  })
})

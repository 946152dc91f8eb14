import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTmf, type TmfOperator, type Wire } from './operator.ts'

let o: TmfOperator
let call: ReturnType<TmfOperator['client']>
beforeAll(async () => {
  o = await startTmf()
  call = o.client('TMF621', 4, 'troubleTicket/v4')
})
afterAll(() => o.stop())

const given = { description: '光猫红灯闪烁，整栋楼都断网', severity: 'Critical', ticketType: 'incident' }
const open = async (more: object = {}) => {
  const { status, body } = await call('POST', '/troubleTicket', { ...given, ...more })
  expect(status).toBe(201)
  return body
}
const step = (id: string, status: string, more: object = {}) => call('PATCH', `/troubleTicket/${id}`, { status, ...more })

describe('A trouble ticket comes by TMF621', () => {
  test('with the three attributes the standard wants, and is a ticket of the product with promises', async () => {
    const { status, body, headers } = await call('POST', '/troubleTicket', given)
    expect(status).toBe(201)
    expect(headers['location']).toBe(body.href)
    expect(body).toMatchObject({ ...given, status: 'acknowledged', '@type': 'TroubleTicket', priority: expect.any(String) })
    expect(body.expectedResolutionDate).toBeTruthy()
    expect(body.statusChange).toEqual([expect.objectContaining({ status: 'acknowledged' })])
    const row = await o.t.db.selectFrom('tickets.ticket').select(['kind', 'severity', 'channel', 'first_owner_id']).where('region_id', '=', 1).where('id', '=', body.id).executeTakeFirstOrThrow()
    expect(row).toEqual({ kind: 'fault', severity: 'major', channel: 'api', first_owner_id: null })
  })

  test('not without one of them, and not with one that is no text', async () => {
    for (const name of Object.keys(given)) {
      expect((await call('POST', '/troubleTicket', { ...given, [name]: undefined })).status).toBe(400)
      expect((await call('POST', '/troubleTicket', { ...given, [name]: 7 })).status).toBe(400)
    }
  })

  test('with everything the standard knows, and shows it again', async () => {
    const body = await open({
      name: '断网',
      externalId: 'OSS-77',
      requestedResolutionDate: '2026-11-25T08:00:00.000Z',
      channel: { id: 'app-3', name: 'App' },
      note: [{ text: '用户已重启光猫', author: 'OSS' }],
      relatedParty: [{ id: o.customerId, role: 'customer', '@referredType': 'Customer' }, { id: 'op-9', role: 'reporter', '@referredType': 'Operator' }],
      relatedEntity: [{ id: o.lineId, role: 'affectedService', '@referredType': 'Service' }, { id: 'bill-1', role: 'bill', '@referredType': 'Bill' }],
      attachment: [{ name: '说明.txt', mimeType: 'text/plain', content: Buffer.from('红灯').toString('base64') }, { url: 'https://oss.example/1.png', name: '1.png' }]
    })
    expect(body).toMatchObject({ name: '断网', externalId: 'OSS-77', requestedResolutionDate: '2026-11-25T08:00:00.000Z', channel: { id: 'app-3', name: 'App' } })
    expect(body.note[0]).toMatchObject({ text: '用户已重启光猫' })
    expect(body.relatedParty.map((one: Wire) => [one.id, one.role])).toEqual([[o.customerId, 'customer'], ['op-9', 'reporter']])
    expect(body.relatedEntity.map((one: Wire) => one.id)).toEqual([o.lineId, 'bill-1'])
    expect(body.attachment.map((one: Wire) => one.name)).toEqual(['说明.txt', '1.png'])
  })

  test('and is read again by its address, or in part', async () => {
    const { id, href } = await open()
    expect((await call('GET', `/troubleTicket/${id}`)).body.id).toBe(id)
    expect((await call('GET', `/troubleTicket/${id}?fields=severity`)).body).toEqual({ id, href, severity: 'Critical', '@type': 'TroubleTicket' })
    expect((await call('GET', `/troubleTicket/${id}?fields=none`)).body).toEqual({ id, href, '@type': 'TroubleTicket' })
    expect((await call('GET', `/troubleTicket/${id}?fields=statusChange.status`)).body.statusChange).toEqual([{ status: 'acknowledged', '@type': 'StatusChange' }])
    expect((await call('GET', `/troubleTicket/${id}?fields=colour`)).status).toBe(400)
    for (const strange of ['c2df1950-c17c-4576-9c22-e59073a4a86a', 'x', '%00'])
      expect((await call('GET', `/troubleTicket/${strange}`)).status).toBe(404)
  })
})

describe('The status goes the ways the diagram draws', () => {
  test('from acknowledged over every status to closed', async () => {
    const { id } = await open()
    for (const status of ['inProgress', 'held', 'inProgress', 'pending', 'inProgress', 'resolved', 'inProgress', 'resolved', 'closed']) {
      const answer = await step(id, status, { statusChangeReason: `now ${status}` })
      expect([answer.status, answer.body.status]).toEqual([200, status])
    }
    const { body } = await call('GET', `/troubleTicket/${id}`)
    expect(body.statusChange.map((one: Wire) => one.status)).toEqual(['acknowledged', 'inProgress', 'held', 'inProgress', 'pending', 'inProgress', 'resolved', 'inProgress', 'resolved', 'closed'])
    expect(body.statusChange[2].changeReason).toBe('now held')
    expect(body.resolutionDate).toBeTruthy()
  })

  test('to cancelled and rejected', async () => {
    for (const way of [['rejected'], ['cancelled'], ['inProgress', 'cancelled'], ['inProgress', 'pending', 'cancelled']]) {
      const { id } = await open()
      for (const status of way) expect((await step(id, status)).body.status).toBe(status)
    }
  })

  test('and no other way: 409 with what is possible', async () => {
    const ways: Record<string, string[]> = {
      acknowledged: [], inProgress: ['inProgress'], held: ['inProgress', 'held'], pending: ['inProgress', 'pending'], resolved: ['inProgress', 'resolved'],
      rejected: ['rejected'], cancelled: ['cancelled'], closed: ['inProgress', 'resolved', 'closed']
    }
    const drawn: Record<string, string[]> = {
      acknowledged: ['inProgress', 'cancelled', 'rejected'], inProgress: ['held', 'pending', 'cancelled', 'resolved'], held: ['inProgress'],
      pending: ['inProgress', 'cancelled'], resolved: ['closed', 'inProgress'], rejected: [], cancelled: [], closed: []
    }
    for (const [from, way] of Object.entries(ways)) {
      const { id } = await open()
      for (const status of way) await step(id, status)
      for (const to of Object.keys(ways).filter((one) => one !== from && !drawn[from]?.includes(one))) {
        const answer = await step(id, to)
        expect([from, to, answer.status]).toEqual([from, to, 409])
        expect(answer.body).toMatchObject({ code: 'ticket-status-not-possible', status: '409' })
      }
    }
  })

  test('a status the standard does not know is 400', async () => {
    const { id } = await open()
    expect((await step(id, 'sleeping')).status).toBe(400)
  })

  test('a complaint keeps the conditions of the house: root cause to be resolved, confirmation to be closed', async () => {
    const { id } = await open({ ticketType: 'complain' })
    await step(id, 'inProgress')
    expect((await step(id, 'resolved')).body).toMatchObject({ code: 'root-cause-missing', status: '409' })
    expect((await step(id, 'resolved', { rootCause: 'system-fault' })).status).toBe(200)
    expect((await step(id, 'closed')).body).toMatchObject({ code: 'confirmation-missing', status: '409' })
    const confirmation = { satisfied: true, compensation: { decision: 'none' }, improvement: '已优化' }
    expect((await step(id, 'closed', { confirmation })).body.status).toBe('closed')
  })
})

describe('A ticket is changed by PATCH', () => {
  test('its words, dates and references, as a merge patch', async () => {
    const { id } = await open({ externalId: 'A', relatedParty: [{ id: 'x', '@referredType': 'Y' }] })
    const { body } = await call('PATCH', `/troubleTicket/${id}`, { description: '又断了', name: '断网二', severity: 'Minor', externalId: null, ticketType: 'request', priority: 'Low', requestedResolutionDate: '2026-12-01T00:00:00+08:00' }, { type: 'application/merge-patch+json' })
    expect(body).toMatchObject({ description: '又断了', name: '断网二', severity: 'Minor', ticketType: 'request', priority: 'Low', requestedResolutionDate: '2026-11-30T16:00:00.000Z' })
    expect(body.externalId).toBeUndefined()
    expect(body.relatedParty).toEqual([{ id: 'x', '@referredType': 'Y' }])
  })

  test('notes and relations are added; what was said stays', async () => {
    const first = await open({ note: [{ text: '一' }] })
    const second = await open()
    const { body } = await call('PATCH', `/troubleTicket/${first.id}`, { note: [{ text: '二' }], troubleTicketRelationship: [{ id: second.id, relationshipType: 'duplicate' }] })
    expect(body.note.map((one: Wire) => one.text)).toEqual(['一', '二'])
    expect(body.troubleTicketRelationship).toEqual([expect.objectContaining({ id: second.id, relationshipType: 'duplicate' })])
    const removed = await call('PATCH', `/troubleTicket/${first.id}`, { troubleTicketRelationship: [] })
    expect(removed.body.troubleTicketRelationship).toBeUndefined()
  })

  test('not what the system sets', async () => {
    const { id } = await open()
    for (const patch of [{ id: 'x' }, { href: 'x' }, { creationDate: '2020-01-01T00:00:00Z' }, { expectedResolutionDate: '2030-01-01T00:00:00Z' }, { statusChange: [] }, { description: null }, { status: null }])
      expect((await call('PATCH', `/troubleTicket/${id}`, patch)).status, JSON.stringify(patch)).toBe(400)
  })

  test('not in a form we do not take', async () => {
    const { id } = await open()
    expect((await call('PATCH', `/troubleTicket/${id}`, [], { type: 'application/json-patch+json' })).status).toBe(415)
    expect((await call('PATCH', `/troubleTicket/${id}`, '<a/>', { type: 'application/xml' })).status).toBe(415)
    expect((await call('PATCH', `/troubleTicket/${id}`, '{', {})).status).toBe(400)
    expect((await call('PATCH', `/troubleTicket/${id}`, [1])).status).toBe(400)
    expect((await call('PUT', `/troubleTicket/${id}`, given)).status).toBe(405)
    expect((await call('DELETE', '/troubleTicket')).headers['allow']).toBe('GET, HEAD, POST')
  })
})

describe('A ticket is deleted', () => {
  test('when it came by this interface and nobody has begun: the product keeps it cancelled, the interface answers 404', async () => {
    const { id } = await open()
    expect((await call('DELETE', `/troubleTicket/${id}`)).status).toBe(204)
    expect((await call('GET', `/troubleTicket/${id}`)).status).toBe(404)
    expect((await call('GET', `/troubleTicket?id=${id}`)).body).toEqual([])
    const row = await o.t.db.selectFrom('tickets.ticket').select('status').where('region_id', '=', 1).where('id', '=', id).executeTakeFirst()
    expect(row?.status).toBe('cancelled')
  })

  test('and not later', async () => {
    const { id } = await open()
    await step(id, 'inProgress')
    expect((await call('DELETE', `/troubleTicket/${id}`)).status).toBe(409)
  })
})

describe('Who may use the interface', () => {
  test('nobody without a token, and nobody by a cookie', async () => {
    const { status, body, headers } = await call('GET', '/troubleTicket', undefined, { token: null })
    expect([status, body.code, headers['www-authenticate']]).toEqual([401, 'not-signed-in', 'Bearer'])
    expect((await call('GET', '/troubleTicket', undefined, { token: 'swt_x' })).status).toBe(401)
  })

  test('no one whose role or token does not hold the verb', async () => {
    expect((await call('GET', '/troubleTicket', undefined, { token: o.people.wang.token })).status).toBe(403)
    expect((await call('GET', '/troubleTicket', undefined, { token: o.readOnly.token })).status).toBe(200)
    expect((await call('POST', '/troubleTicket', given, { token: o.readOnly.token })).status).toBe(403)
  })

  test('another region sees nothing of ours', async () => {
    const { id } = await open()
    expect((await call('GET', `/troubleTicket/${id}`, undefined, { token: o.other.token })).status).toBe(404)
    expect((await call('PATCH', `/troubleTicket/${id}`, { name: 'x' }, { token: o.other.token })).status).toBe(404)
    expect((await call('GET', '/troubleTicket', undefined, { token: o.other.token })).body).toEqual([])
  })
})

describe('A client that is unsure or careless', () => {
  test('asks twice with one idempotency key and gets one ticket', async () => {
    const headers = { 'idempotency-key': 'order-20261124-1' }
    const first = await call('POST', '/troubleTicket', given, { headers })
    const second = await call('POST', '/troubleTicket', given, { headers })
    expect([second.status, second.body, second.headers['location']]).toEqual([201, first.body, first.body.href])
    expect((await call('POST', '/troubleTicket', { ...given, severity: 'Minor' }, { headers })).status).toBe(409)
    expect((await call('POST', '/troubleTicket', given, { headers: { 'idempotency-key': 'x' } })).status).toBe(400)
  })

  test('sends things no server should swallow, and always hears an error of the standard', async () => {
    const { id } = await open()
    const deep = `{"note":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
    const bodies: unknown[] = [deep, '"x"', 'null', '[]', '{"description":"\\u0000"}', '{"__proto__":{"x":1}}', { ...given, description: 'x'.repeat(30_000) }, { ...given, name: '\u0007' }, { ...given, relatedParty: [{}] }, { ...given, relatedParty: 'x' }, { ...given, requestedResolutionDate: 'soon' }, { ...given, attachment: [{ content: '%%%' }] }, { ...given, attachment: [{ content: 'AAAA', name: 'x.exe' }] }, { ...given, channel: 'app' }, { ...given, channel: { id: 5 } }, { ...given, status: 'resolved' }, { ...given, note: [{ text: 5 }] }, { ...given, troubleTicketRelationship: [{ id: 'x' }] }]
    for (const body of bodies) {
      const answer = await call('POST', '/troubleTicket', body)
      expect([JSON.stringify(body).slice(0, 80), answer.status >= 400 && answer.status < 500]).toEqual([JSON.stringify(body).slice(0, 80), true])
      expect((await call('PATCH', `/troubleTicket/${id}`, body)).status, JSON.stringify(body).slice(0, 80)).toBeLessThan(500)
    }
    const large = await call('POST', '/troubleTicket', { ...given, name: 'x'.repeat(1_100_000) })
    expect([large.status, large.body.code]).toEqual([413, 'body-too-large'])
  })
})

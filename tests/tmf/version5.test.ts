import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTmf, type TmfOperator, type Wire } from './operator.ts'

let o: TmfOperator
let call: ReturnType<TmfOperator['client']>
let call4: ReturnType<TmfOperator['client']>
beforeAll(async () => {
  o = await startTmf()
  call = o.client('TMF621', 5, 'troubleTicket/v5')
  call4 = o.client('TMF621', 4, 'troubleTicket/v4')
})
afterAll(() => o.stop())

const given = { '@type': 'TroubleTicket', description: '宽带断网', severity: 'Major', ticketType: 'incident' }
const open = async (more: object = {}) => {
  const { status, body } = await call('POST', '/troubleTicket', { ...given, ...more })
  expect(status).toBe(201)
  return body
}
const patch = (id: string, body: unknown, type = 'application/merge-patch+json') => call('PATCH', `/troubleTicket/${id}`, body, { type })

describe('TMF621 in version 5', () => {
  test('wants @type with everything and shows every part with its type', async () => {
    expect((await call('POST', '/troubleTicket', { ...given, '@type': undefined })).status).toBe(400)
    expect((await call('POST', '/troubleTicket', { ...given, '@type': 'Bill' })).status).toBe(400)
    const body = await open({
      externalIdentifier: [{ '@type': 'ExternalIdentifier', id: 'OSS-1', owner: 'OSS' }],
      relatedParty: [
        { '@type': 'RelatedPartyRefOrPartyRoleRef', role: 'customer', partyOrPartyRole: { '@type': 'PartyRef', '@referredType': 'Individual', id: o.customerId } },
        { '@type': 'RelatedPartyRefOrPartyRoleRef', role: 'reporter', partyOrPartyRole: { '@type': 'PartyRef', id: 'p-7' } }
      ],
      relatedEntity: [{ '@type': 'RelatedEntity', role: 'affectedService', entity: { '@type': 'EntityRef', '@referredType': 'Service', id: o.lineId } }],
      note: [{ '@type': 'Note', text: '已重启' }],
      troubleTicketSpecification: { '@type': 'TroubleTicketSpecificationRef', id: 'spec-1' },
      troubleTicketCharacteristic: [
        { '@type': 'StringCharacteristic', name: 'symptom', value: '红灯', valueType: 'string' },
        { '@type': 'StringCharacteristic', name: 'colour', value: 'red', valueType: 'string' }
      ]
    })
    expect(body.href).toContain('/troubleTicket/v5/')
    expect(body.externalIdentifier).toEqual([{ '@type': 'ExternalIdentifier', id: 'OSS-1', owner: 'OSS' }])
    expect(body.relatedParty.map((one: Wire) => [one.role, one.partyOrPartyRole.id, one.partyOrPartyRole['@type']])).toEqual([['customer', o.customerId, 'PartyRoleRef'], ['reporter', 'p-7', 'PartyRef']])
    expect(body.relatedEntity[0].entity.id).toBe(o.lineId)
    expect(body.statusChangeHistory[0]).toMatchObject({ '@type': 'StatusChange', status: 'acknowledged' })
    expect(body.troubleTicketCharacteristic.map((one: Wire) => [one.name, one.value])).toEqual([['symptom', '红灯'], ['colour', 'red']])
    expect(body.troubleTicketSpecification.id).toBe('spec-1')
    const row = await o.t.db.selectFrom('tickets.ticket').select(['form', 'customer_id', 'external_id']).where('region_id', '=', 1).where('id', '=', body.id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ form: { symptom: '红灯' }, customer_id: o.customerId, external_id: 'OSS-1' })
  })

  test('shows the same ticket as version 4', async () => {
    const { id } = await open({ externalIdentifier: [{ '@type': 'ExternalIdentifier', id: 'X-1' }] })
    const old = (await call4('GET', `/troubleTicket/${id}`)).body
    expect(old).toMatchObject({ id, externalId: 'X-1', description: given.description })
    expect(old).not.toHaveProperty('externalIdentifier')
    expect(old).not.toHaveProperty('statusChangeHistory')
  })

  test('is changed by a merge patch, and by plain JSON meaning the same', async () => {
    const { id } = await open({ externalIdentifier: [{ '@type': 'ExternalIdentifier', id: 'A' }] })
    for (const [type, severity] of [['application/merge-patch+json', 'Critical'], ['application/json', 'Minor']] as const)
      expect((await patch(id, { severity, externalIdentifier: null }, type)).body).toMatchObject({ severity })
    expect((await call('GET', `/troubleTicket/${id}`)).body.externalIdentifier).toBeUndefined()
  })

  test('is changed by a JSON patch; a test that fails or a place that is not there changes nothing', async () => {
    const { id } = await open({ note: [{ '@type': 'Note', text: '一' }] })
    const json = (steps: unknown) => patch(id, steps, 'application/json-patch+json')
    const { body, status } = await json([
      { op: 'test', path: '/status', value: 'acknowledged' },
      { op: 'replace', path: '/description', value: '又断了' },
      { op: 'add', path: '/note/-', value: { '@type': 'Note', text: '二' } },
      { op: 'replace', path: '/status', value: 'inProgress' }
    ])
    expect([status, body.status, body.description, body.note.map((one: Wire) => one.text)]).toEqual([200, 'inProgress', '又断了', ['一', '二']])
    expect((await json([{ op: 'replace', path: '/description', value: 'x' }, { op: 'test', path: '/status', value: 'closed' }])).status).toBe(409)
    expect((await json([{ op: 'remove', path: '/colour' }])).status).toBe(409)
    expect((await json([{ op: 'grow', path: '/description' }])).status).toBe(400)
    expect((await json({})).status).toBe(400)
    expect((await json([{ op: 'replace', path: '/status', value: 'closed' }])).status).toBe(409)
    expect((await call('GET', `/troubleTicket/${id}`)).body.description).toBe('又断了')
  })

  test('answers 501 to JSON Patch with queries', async () => {
    const { id } = await open()
    expect((await patch(id, [], 'application/json-patch-query+json')).body).toMatchObject({ code: 'patch-not-supported', status: '501', '@type': 'Error' })
  })

  test('finds by its own names, by a JSONPath filter and by cursors', async () => {
    const { id } = await open({ externalIdentifier: [{ '@type': 'ExternalIdentifier', id: 'find-me' }], note: [{ '@type': 'Note', text: '独一无二' }] })
    const ids = async (query: string) => (await call('GET', `/troubleTicket?${query}`)).body.map((one: Wire) => one.id)
    expect(await ids('externalIdentifier.id=find-me')).toEqual([id])
    expect(await ids(`filter=${encodeURIComponent("note[?(@.text=='独一无二')]")}`)).toEqual([id])
    expect((await call('GET', `/troubleTicket?filter=${encodeURIComponent("note[?(@.text=='a' || @.text=='b')]")}`)).status).toBe(501)
    expect((await call('GET', '/troubleTicket?filter=note[')).status).toBe(400)
    expect((await call('GET', '/troubleTicket?externalId=x')).status).toBe(400)

    const whole = await ids('limit=100')
    const walked: string[] = []
    let next: string | undefined = '/troubleTicket?limit=2'
    while (next) {
      const answer = await call('GET', next)
      walked.push(...answer.body.map((one: Wire) => one.id))
      next = /<\/tmf-api\/troubleTicket\/v5([^>]*)>; rel="next"/.exec(answer.headers['link'] ?? '')?.[1]
    }
    expect(walked).toEqual(whole)
    expect((await call('GET', '/troubleTicket?after=rubbish')).status).toBe(400)
  })
})

describe('The specifications a ticket can be based on', () => {
  test('TK-03: are the kinds of the rulebook with the fields of their forms', async () => {
    const { status, body } = await call('GET', '/troubleTicketSpecification')
    expect(status).toBe(200)
    expect(body.map((one: Wire) => one.id)).toEqual(['inquiry', 'request', 'complaint', 'fault'])
    const complaint = (await call('GET', '/troubleTicketSpecification/complaint')).body
    expect(complaint).toMatchObject({ '@type': 'TroubleTicketSpecification', description: '投诉', lifecycleStatus: 'active' })
    const needed = complaint.specCharacteristic.filter((one: Wire) => one.minCardinality === 1).map((one: Wire) => one.name)
    expect(needed).toEqual(['demand', 'scene'])
    expect((await call('GET', '/troubleTicketSpecification?lifecycleStatus=active&name=complaint&fields=name')).body.map((one: Wire) => Object.keys(one).sort())).toEqual([['@type', 'href', 'id', 'name']])
    expect((await call('GET', '/troubleTicketSpecification?limit=2')).status).toBe(206)
    expect((await call('GET', '/troubleTicketSpecification/riddle')).status).toBe(404)
  })

  test('and are changed in the rulebook, not here', async () => {
    for (const [method, path] of [['POST', ''], ['PATCH', '/fault'], ['DELETE', '/fault']] as const)
      expect((await call(method, `/troubleTicketSpecification${path}`, method === 'DELETE' ? undefined : { '@type': 'TroubleTicketSpecification', name: 'x' })).status).toBe(405)
  })
})

import { createCustomer, updateCustomer } from '@shouwen/contract/customers'
import { changeStatus, takeTicket } from '@shouwen/contract/ticket-work'
import { openTicket } from '@shouwen/contract/tickets'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { deliverDue } from '#capabilities/integrations'
import { startListener } from '../../server/capabilities/integrations/testing/listener.ts'
import { faultsOf, haveOfficialFiles } from './official.ts'
import { startTmf, type TmfOperator, type Wire } from './operator.ts'

let o: TmfOperator
let listener: Awaited<ReturnType<typeof startListener>>
beforeAll(async () => {
  o = await startTmf({ env: { ALLOW_PRIVATE_WEBHOOKS: 'yes' } })
  listener = await startListener()
  await o.t.drain()
})
afterAll(async () => {
  await listener.stop()
  await o.t.stop()
})
afterEach(async () => {
  await o.t.db.deleteFrom('integrations.subscription').execute()
  listener.take()
})

/** What listeners were told, each envelope checked against the official definition of its event. */
async function told(api: string, version: 4 | 5 = 4) {
  await o.t.drain()
  await deliverDue(o.t.app)
  const heard = listener.take()
  if (haveOfficialFiles) for (const { body } of heard) expect(faultsOf(api, version, body.eventType, body), body.eventType).toEqual([])
  for (const { path, body } of heard) expect(path).toBe(`/cb/listener/${body.eventType[0].toLowerCase()}${body.eventType.slice(1)}`)
  return heard.map(({ body }) => body)
}
const byText = (a: string, b: string) => (a < b ? -1 : 1)
const types = (events: Wire[]) => events.map((one) => one.eventType).toSorted(byText)
const wang = () => ({ token: o.people.wang.token })
const problem = { description: '断网', severity: 'Major', ticketType: 'incident' }

describe('A listener registers with the hub', () => {
  test('and leaves it again', async () => {
    const call = o.client('TMF621', 4, 'troubleTicket/v4')
    const { status, body, headers } = await call('POST', '/hub', { callback: `${listener.url}/cb`, query: 'eventType=TroubleTicketCreateEvent' })
    expect([status, body]).toEqual([201, { id: body.id, callback: `${listener.url}/cb`, query: 'eventType=TroubleTicketCreateEvent' }])
    expect(headers['location']).toContain(`/hub/${body.id}`)
    expect((await call('DELETE', `/hub/${body.id}`, undefined, { token: o.other.token })).status).toBe(404)
    expect((await call('DELETE', `/hub/${body.id}`)).status).toBe(204)
    expect((await call('DELETE', `/hub/${body.id}`)).status).toBe(404)
    expect((await call('GET', `/hub/${body.id}`)).status).toBe(405)
    expect((await call('DELETE', '/hub/x')).status).toBe(404)
  })

  test('in version 5 with its type, and can be looked at', async () => {
    const call = o.client('TMF621', 5, 'troubleTicket/v5')
    expect((await call('POST', '/hub', { callback: `${listener.url}/cb` })).status).toBe(400)
    const { status, body } = await call('POST', '/hub', { '@type': 'Hub', callback: `${listener.url}/cb` })
    expect(status).toBe(201)
    expect((await call('GET', `/hub/${body.id}`)).body).toEqual(body)
    const old = o.client('TMF621', 4, 'troubleTicket/v4')
    expect((await old('DELETE', `/hub/${body.id}`)).status).toBe(404)
    expect((await call('DELETE', `/hub/${body.id}`)).status).toBe(204)
  })

  test('not without a callback, with one that leads elsewhere, or with a query nobody can read', async () => {
    const call = o.client('TMF629', 4, 'customerManagement/v4')
    for (const body of [{}, { callback: 7 }, { callback: 'ftp://x.example/' }, { callback: 'nonsense' }, { callback: `${listener.url}/cb`, query: 'a..b=1' }])
      expect((await call('POST', '/hub', body)).status, JSON.stringify(body)).toBe(400)
    expect((await call('POST', '/hub', { callback: `${listener.url}/cb` }, { token: o.readOnly.token })).status).toBe(403)
  })
})

describe('A listener is told', () => {
  test('everything that happens to a ticket, whoever did it', async () => {
    const call = o.client('TMF621', 4, 'troubleTicket/v4')
    await call('POST', '/hub', { callback: `${listener.url}/cb` })
    const { id } = await o.t.ok(openTicket, o.fault, wang())
    const [created] = await told('TMF621')
    expect(created).toMatchObject({ eventType: 'TroubleTicketCreateEvent', domain: 'troubleTicket', event: { troubleTicket: { id, status: 'acknowledged', description: o.fault.description } } })
    expect(created.timeOcurred).toBe(created.eventTime)

    await o.t.ok(takeTicket, { ticketId: id }, wang())
    await o.t.ok(changeStatus, { ticketId: id, to: 'pending', reason: 'waiting-documents' }, wang())
    const steps = await told('TMF621')
    expect(types(steps)).toEqual(['TroubleTicketInformationRequiredEvent', 'TroubleTicketStatusChangeEvent', 'TroubleTicketStatusChangeEvent'])
    expect(steps.filter((one) => one.eventType.includes('Status')).map((one) => one.event.troubleTicket.status).toSorted(byText)).toEqual(['inProgress', 'pending'])

    await call('PATCH', `/troubleTicket/${id}`, { name: '改了名', note: [{ text: '新的' }] })
    expect(types(await told('TMF621'))).toEqual(['TroubleTicketAttributeValueChangeEvent', 'TroubleTicketAttributeValueChangeEvent'])
    await call('PATCH', `/troubleTicket/${id}`, { status: 'inProgress' })
    await call('PATCH', `/troubleTicket/${id}`, { status: 'resolved' })
    expect(types(await told('TMF621'))).toContain('TroubleTicketResolvedEvent')
    const second = (await call('POST', '/troubleTicket', problem)).body.id
    await told('TMF621')
    await call('DELETE', `/troubleTicket/${second}`)
    expect(await told('TMF621')).toMatchObject([{ eventType: 'TroubleTicketDeleteEvent', event: { troubleTicket: { id: second } } }])
  })

  test('in the words of version 5', async () => {
    const call = o.client('TMF621', 5, 'troubleTicket/v5')
    await call('POST', '/hub', { '@type': 'Hub', callback: `${listener.url}/cb` })
    const { id } = (await call('POST', '/troubleTicket', { ...problem, '@type': 'TroubleTicket' })).body
    const [created] = await told('TMF621', 5)
    expect(created).toMatchObject({ '@type': 'TroubleTicketCreateEvent', source: { '@type': 'EntityRef' }, event: { troubleTicket: { id, '@type': 'TroubleTicket', statusChangeHistory: expect.any(Array) } } })
    expect(created.timeOccurred).toBeTruthy()
  })

  test('only what its query wants, and only the fields it names', async () => {
    const call = o.client('TMF621', 4, 'troubleTicket/v4')
    await call('POST', '/hub', { callback: `${listener.url}/cb`, query: 'eventType=TroubleTicketCreateEvent&severity=Critical&fields=severity' })
    await call('POST', '/troubleTicket', problem)
    const { id, href } = (await call('POST', '/troubleTicket', { ...problem, severity: 'Critical' })).body
    await call('PATCH', `/troubleTicket/${id}`, { status: 'inProgress' })
    const events = await told('TMF621')
    expect(events.map((one) => one.event.troubleTicket)).toEqual([{ id, href, severity: 'Critical', '@type': 'TroubleTicket' }])
    const log = await o.t.db.selectFrom('integrations.delivery').select(['state', 'event_type']).orderBy('id').execute()
    expect(log).toEqual([{ state: 'dropped', event_type: 'TroubleTicketCreateEvent' }, { state: 'delivered', event_type: 'TroubleTicketCreateEvent' }])
  })

  test('of customers and parties', async () => {
    await o.client('TMF629', 4, 'customerManagement/v4')('POST', '/hub', { callback: `${listener.url}/cb` })
    const call = o.client('TMF629', 4, 'customerManagement/v4')
    const { id } = (await call('POST', '/customer', { name: '月亮足球俱乐部', engagedParty: { id: '500', '@referredType': 'Organization' } })).body
    expect(types(await told('TMF629'))).toEqual(['CustomerCreateEvent'])
    await call('PATCH', `/customer/${id}`, { status: 'suspended' })
    expect(types(await told('TMF629'))).toEqual(['CustomerStateChangeEvent'])
    await call('PATCH', `/customer/${id}`, { name: '太阳足球俱乐部' })
    expect(types(await told('TMF629'))).toEqual(['CustomerAttributeValueChangeEvent'])
    await call('DELETE', `/customer/${id}`)
    expect(types(await told('TMF629'))).toEqual(['CustomerDeleteEvent'])
    await o.t.db.deleteFrom('integrations.subscription').execute()

    const party = o.client('TMF632', 4, 'party/v4')
    await party('POST', '/hub', { callback: `${listener.url}/cb` })
    const made = await o.t.ok(createCustomer, { regionId: 1, kind: 'person', name: '李四' }, { token: o.integrator.token })
    expect(await told('TMF632')).toMatchObject([{ eventType: 'IndividualCreateEvent', event: { individual: { id: made.id, familyName: '李', givenName: '四' } } }])
    await o.t.ok(updateCustomer, { regionId: 1, customerId: made.id, version: 1, name: '李五' }, { token: o.integrator.token })
    expect(types(await told('TMF632'))).toEqual(['IndividualAttributeValueChangeEvent'])
  })

  test('nothing that its owner may no longer read', async () => {
    const call = o.client('TMF621', 4, 'troubleTicket/v4')
    await call('POST', '/hub', { callback: `${listener.url}/cb` })
    await o.t.db.deleteFrom('people.staff_role').where('staff_id', '=', o.integrator.id).execute()
    await o.t.db.updateTable('people.staff').set({ version: 99 }).where('id', '=', o.integrator.id).execute()
    await o.t.ok(openTicket, o.fault, wang())
    expect(await told('TMF621')).toEqual([])
  })
})
